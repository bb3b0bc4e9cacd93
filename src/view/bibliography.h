/* view/bibliography.h: the studies for a reference manager.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_VIEW_BIBLIOGRAPHY_H
#define ATTUNE_VIEW_BIBLIOGRAPHY_H

#include "base/text.h"
#include "content/content.h"

/* Every study, in the file's order, appended; a failure stays in out->err. What is not known is
 * left out: authors that were not read, a DOI that was not checked. Where the venue says volume,
 * issue and pages ("Child Development 81(2):435-456") they become fields of their own. */

/* BibTeX in UTF-8 (biber, or any processor that reads UTF-8); keys are the studies' ids. */
void view_bibtex(const struct content *c, struct text *out);
/* A list of CSL-JSON items (Citation Style Language 1.0.2). */
void view_csl(const struct content *c, struct text *out);

#endif
