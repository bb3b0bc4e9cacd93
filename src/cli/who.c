/* cli/who.c: whose map: the pair that the options leave.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/who.h"

#include <string.h>
#include <strings.h>

#include "cli/month.h"

static bool is_id(const char *given, const uint8_t id[static JOURNAL_ID])
{
    uint8_t read[JOURNAL_ID];
    return strlen(given) == 2 * JOURNAL_ID &&
           text_read_hex(given, 2 * JOURNAL_ID, read, JOURNAL_ID) == ERR_OK &&
           memcmp(read, id, JOURNAL_ID) == 0;
}

bool cli_who_means(const char *given, const char *name, const uint8_t id[static JOURNAL_ID])
{
    return !given || strcasecmp(given, name) == 0 || is_id(given, id);
}

static int one_of(size_t found, const char *name, const char *people)
{
    if (found == 0)
        return cli_fail(CLI_COULD_NOT, "nobody called %s is known here; see attune map people",
                        name);
    if (found > 1)
        return cli_fail(CLI_USAGE,
                        "%zu %s are called %s; give an id, as attune map people --json shows it",
                        found, people, name);
    return CLI_DONE;
}

int cli_who_child(const struct app_family *family, const char *name,
                  const struct journal_child **out)
{
    size_t n, found = 0;
    const struct journal_child *children = journal_children(family->journal, &n);
    for (size_t i = 0; i < n; i++) {
        if (!cli_who_means(name, children[i].name, children[i].subject))
            continue;
        *out = &children[i];
        found++;
    }
    return one_of(found, name, "children");
}

int cli_who_caregiver(const struct app_family *family, const char *name,
                      const struct journal_caregiver **out)
{
    size_t n, found = 0;
    const struct journal_caregiver *known = journal_caregivers(family->journal, &n);
    for (size_t i = 0; i < n; i++) {
        if (!cli_who_means(name, known[i].name, known[i].subject))
            continue;
        *out = &known[i];
        found++;
    }
    return one_of(found, name, "caregivers");
}

int cli_who_several(const struct app_family *family, const char *child, const char *caregiver)
{
    size_t n;
    const struct journal_bond *bonds = journal_bonds(family->journal, &n);
    cli_fail(CLI_USAGE, "there are several maps here; say whose:");
    for (size_t i = 0; i < n; i++) {
        const struct journal_child *c = journal_find_child(family->journal, bonds[i].child);
        const struct journal_caregiver *g =
            journal_find_caregiver(family->journal, bonds[i].caregiver);
        if (!c || !g || !cli_who_means(child, c->name, c->subject) ||
            !cli_who_means(caregiver, g->name, g->subject))
            continue;
        cli_more("--child \"%s\" --caregiver \"%s\"", c->name, g->name);
    }
    return CLI_USAGE;
}

size_t cli_who_matches(const struct app_family *family, const char *child, const char *caregiver,
                       uint8_t bond[static JOURNAL_ID])
{
    size_t n, found = 0;
    const struct journal_bond *bonds = journal_bonds(family->journal, &n);
    for (size_t i = 0; i < n; i++) {
        const struct journal_child *c = journal_find_child(family->journal, bonds[i].child);
        const struct journal_caregiver *g =
            journal_find_caregiver(family->journal, bonds[i].caregiver);
        if (c && g && cli_who_means(child, c->name, c->subject) &&
            cli_who_means(caregiver, g->name, g->subject)) {
            memcpy(bond, bonds[i].subject, JOURNAL_ID);
            found++;
        }
    }
    return found;
}

int cli_who_find(const struct cli *cli, const struct app_family *family,
                 uint8_t bond[static JOURNAL_ID])
{
    const char *child = cli_value(cli, "child"), *caregiver = cli_value(cli, "caregiver");
    size_t found = cli_who_matches(family, child, caregiver, bond);
    if (found == 1)
        return CLI_DONE;
    if (found > 1)
        return cli_who_several(family, child, caregiver);
    if (child || caregiver)
        return cli_fail(CLI_COULD_NOT, "there is no map of these two here; see attune map people");
    return cli_fail(CLI_COULD_NOT, "%s", cli_words(cli, "map.none"));
}

int cli_who_stage(const char *given, enum content_stage *out)
{
    *out = CONTENT_STAGE_AUTO;
    if (!given || content_stage_parse(given, out) == ERR_OK)
        return CLI_DONE;
    return cli_fail(CLI_USAGE, "--stage %s: expected infant, early, school or teen", given);
}

bool cli_who_is_short(const char *name)
{
    size_t n = 0;
    for (const char *c = name; *c; c++)
        n += ((unsigned char)*c & 0xC0) != 0x80;
    return n <= CLI_NAME_MAX;
}

int cli_who_short(const struct cli *cli, const char *option)
{
    const char *name = cli_value(cli, option);
    if (!name || cli_who_is_short(name))
        return CLI_DONE;
    return cli_fail(CLI_USAGE, "--%s: %s", option, cli_words(cli, "who.long"));
}

int cli_who_born(const char *given, struct app_time now, char birth[8])
{
    struct fault fault = {0};
    int month, months;
    if (cli_month_read(given, birth) != ERR_OK)
        return cli_fail(CLI_USAGE, "\"%s\" is no month of birth; expected YYYY-MM, like 2024-05",
                        given);
    enum err e = content_birth_parse(birth, &month, &fault);
    if (e == ERR_OK)
        e = content_months(month, now.ms, now.offset_min, &months, &fault);
    if (e == ERR_DOMAIN)
        return cli_fail(CLI_USAGE, "the month of birth, %s, is still to come", birth);
    return e == ERR_OK ? CLI_DONE : cli_fault(NULL, &fault);
}
