/* Figures told in people, word for word: each kind, with an interval and without.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "content/content.h"
#include "view/effect.h"

extern const unsigned char attune_bundle[];
extern const size_t attune_bundle_len;

static struct content *content;

static int load(void **state)
{
    (void)state;
    return content_create((const char *)attune_bundle, attune_bundle_len, &content, NULL);
}

static int unload(void **state)
{
    (void)state;
    content_destroy(content);
    return 0;
}

static const struct {
    struct content_effect effect;
    const char *says;
} told[] = {
    {{CONTENT_EFFECT_R, 0.25, 0.22, 0.28, NAN, "answering, and trust"},
     "Answering, and trust: of 100 like those studied that were above the middle on the first, "
     "about 58 (57 to 59) were above it on the second too. 50 would mean no link."},
    {{CONTENT_EFFECT_R, -0.16, NAN, NAN, NAN, "low mood, and answering"},
     "Low mood, and answering: of 100 like those studied that were above the middle on the first, "
     "about 45 were above it on the second too. 50 would mean no link. How exact that is, the "
     "summary did not say."},
    {{CONTENT_EFFECT_D, 0.39, 0.32, 0.47, NAN, "trust, and less of it"},
     "Trust, and less of it: of 100 in the first group, about 65 (63 to 68) were above the middle "
     "of the second. 50 would mean no difference. In 100 pairs of one from each, the first was "
     "higher in about 61 (59 to 63)."},
    {{CONTENT_EFFECT_G, 0.33, NAN, NAN, NAN, "with and without"},
     "With and without: of 100 in the first group, about 63 were above the middle of the second. "
     "50 would mean no difference. In 100 pairs of one from each, the first was higher in about "
     "59. How exact that is, the summary did not say."},
    /* d = 2 * 0.18 / sqrt(1 - 0.18^2) = 0.366 */
    {{CONTENT_EFFECT_RPB, 0.18, NAN, NAN, NAN, "With and without"},
     "With and without: of 100 in the first group, about 64 were above the middle of the second. "
     "50 would mean no difference. In 100 pairs of one from each, the first was higher in about "
     "60. How exact that is, the summary did not say."},
    {{CONTENT_EFFECT_SHARE, 0.119, 0.114, 0.125, NAN, "low for long"},
     "Low for long: about 12 (11 to 13) of 100."},
    {{CONTENT_EFFECT_OR, 5, 2, 8, 0.5, "an answer, off the phone and on it"},
     "An answer, off the phone and on it: if it were so for 50 of 100 in the second case, it would "
     "be so for about 83 (67 to 89) of 100 in the first. The starting number is only an example."},
    {{CONTENT_EFFECT_OR, 5, NAN, NAN, NAN, "an answer"},
     "An answer: 5 times the odds. Odds are not chances, so without a starting number they cannot "
     "be told in people. How exact that is, the summary did not say."},
    {{CONTENT_EFFECT_MEAN, 1.5, 1, 2.25, NAN, "seconds until an answer"},
     "Seconds until an answer: 1.5 (1 to 2.25)."},
};

static void test_effects(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
        struct text t;
        text_init(&t);
        view_effect(&t, content, &told[i].effect);
        assert_int_equal(t.err, ERR_OK);
        assert_string_equal(t.data, told[i].says);
        text_finish(&t);
    }
}

/* Every effect of every study becomes a sentence, in every number a whole one of 0 to 100. */
static void test_all(void **state)
{
    (void)state;
    size_t n = 0;
    for (size_t i = 0; i < content_evidence_count(content); i++) {
        const struct content_evidence *e = content_evidence(content, i);
        struct text t;
        text_init(&t);
        for (size_t k = 0; k < e->neffects; k++, n++) {
            view_effect(&t, content, &e->effects[k]);
            assert_null(strstr(t.data, "effect."));
            assert_null(strstr(t.data, " nan"));
            assert_null(strstr(t.data, " -"));
            assert_true(t.data[t.len - 1] == '.');
            text_clear(&t);
        }
        view_effect_about(&t, content, e);
        assert_non_null(strstr(t.data, e->people));
        assert_non_null(strstr(t.data, e->limit));
        assert_null(strstr(t.data, ".. "));
        text_finish(&t);
    }
    assert_true(n > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_effects),
        cmocka_unit_test(test_all),
    };
    return cmocka_run_group_tests_name("view-effect", tests, load, unload);
}
