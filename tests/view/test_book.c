/* The book: everything is in it, once; its links lead somewhere; nothing is left unfilled.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/alloc.h"
#include "view/book.h"
#include "view/book_text.h"

extern const unsigned char attune_bundle[], attune_library[];
extern const size_t attune_bundle_len, attune_library_len;

static struct content *content;
static struct library *library;
static struct text book;

static int load(void **state)
{
    (void)state;
    enum err e = content_create((const char *)attune_bundle, attune_bundle_len, &content, NULL);
    if (e == ERR_OK)
        e = library_create(content, (const char *)attune_library, attune_library_len, &library,
                           NULL);
    text_init(&book);
    if (e == ERR_OK)
        view_book(content, library, NULL, &book);
    return e == ERR_OK ? book.err : e;
}

static int unload(void **state)
{
    (void)state;
    text_finish(&book);
    library_destroy(library);
    content_destroy(content);
    return 0;
}

/* How often the text stands in the book, with the name filled in and marks escaped. */
static size_t times(const char *text)
{
    struct text as_written;
    struct view_book b = {content, library, library_words(library, "book.child"), &as_written};
    size_t n = 0;
    text_init(&as_written);
    view_book_put(&b, text);
    for (const char *s = book.data; (s = strstr(s, as_written.data)) != NULL; s++)
        n++;
    text_finish(&as_written);
    return n;
}

static void once(const char *text)
{
    size_t n = times(text);
    if (n != 1)
        print_error("%zu times: %s\n", n, text);
    assert_int_equal(n, 1);
}

static void somewhere(const char *text)
{
    if (times(text) == 0)
        print_error("not there: %s\n", text);
    assert_true(times(text) > 0);
}

static void test_map_is_whole(void **state)
{
    (void)state;
    for (size_t i = 0; i < content_item_count(content); i++) {
        const struct content_item *item = content_item(content, i);
        size_t stages = 0;
        for (int s = 0; s < CONTENT_STAGES; s++)
            stages += item->from < content_stage_to((enum content_stage)s) &&
                      item->to > content_stage_from((enum content_stage)s);
        /* once in each stage, and once where it is said what it tells */
        if (times(item->text) != stages + 1)
            print_error("%s: %zu\n", item->text, times(item->text));
        assert_int_equal(times(item->text), stages + 1);
        somewhere(item->facet);
        somewhere(item->tells);
        somewhere(item->high);
        somewhere(item->low);
    }
    for (size_t i = 0; i < content_step_count(content); i++) {
        once(content_step(content, i)->text);
        somewhere(content_step(content, i)->why);
    }
    for (size_t d = 0; d < CONTENT_DIM; d++)
        for (size_t k = 0; k < CONTENT_WORDS; k++)
            somewhere(content_dimension(content, d)->words[k]);
}

static void test_moments_are_whole(void **state)
{
    (void)state;
    for (size_t i = 0; i < library_script_count(library); i++) {
        const struct library_script *s = library_script(library, i);
        once(s->bid);
        somewhere(s->toward_time);
        somewhere(s->toward_no_time);
        somewhere(s->away);
        somewhere(s->against);
        somewhere(s->why);
        somewhere(s->their_view);
        somewhere(s->back);
    }
    for (size_t i = 0; i < library_under_count(library); i++) {
        const struct library_under *u = library_under(library, i);
        once(u->seen);
        somewhere(u->their_view);
        somewhere(u->maybe);
        for (size_t k = 0; k < u->nguesses; k++)
            somewhere(u->guesses[k].text);
    }
    for (size_t i = 0; i < library_repair_count(library); i++) {
        once(library_repair(library, i)->line);
        somewhere(library_repair(library, i)->if_not_yet);
    }
    for (size_t i = 0; i < library_feeling_count(library); i++) {
        const struct library_feeling *f = library_feeling(library, i);
        somewhere(f->name);
        somewhere(f->like);
        for (size_t k = 0; f->has_moves && k < LIBRARY_MOVES; k++)
            somewhere(f->moves[k]);
        if (f->face != CONTENT_NONE)
            somewhere(library_face(library, f->face)->id);
    }
}

static void test_learning_is_whole(void **state)
{
    (void)state;
    for (size_t i = 0; i < library_card_count(library); i++) {
        const struct library_card *c = library_card(library, i);
        somewhere(c->title);
        once(c->line);
        for (size_t k = 0; k < LIBRARY_LINES; k++)
            somewhere(c->three[k]);
    }
    for (size_t i = 0; i < library_question_count(library); i++) {
        const struct library_question *q = library_question(library, i);
        once(q->question);
        for (size_t k = 0; k < q->nanswer; k++)
            somewhere(q->answer[k]);
    }
    for (size_t i = 0; i < library_person_count(library); i++)
        somewhere(library_person(library, i)->line);
    for (size_t i = 0; i < content_evidence_count(content); i++) {
        const struct content_evidence *e = content_evidence(content, i);
        somewhere(e->title);
        somewhere(e->plain);
        somewhere(e->people);
        somewhere(e->limit);
    }
    for (size_t i = 0; i < content_page_count(content); i++) {
        const struct content_page *page = content_page(content, i);
        once(page->lead);
        for (size_t k = 0; k < page->nsections; k++)
            for (size_t p = 0; p < page->sections[k].ntext; p++)
                somewhere(page->sections[k].text[p]);
    }
    somewhere(content_help_region(content)->text[0]);
    /* What stands in the learn file for the book is used, and no key stands for words. */
    for (size_t i = 0; i < library_words_count(library); i++) {
        const char *key, *text = library_words_at(library, i, &key);
        if (strcmp(key, "book.child") != 0)
            somewhere(text);
        assert_null(strstr(book.data, key));
    }
    assert_null(strchr(book.data, '{'));
}

/* Headings go down one step at a time; no block is empty. */
static void test_headings(void **state)
{
    (void)state;
    size_t last = 0, n = 0;
    assert_null(strstr(book.data, "\n\n\n"));
    assert_null(strstr(book.data, "()"));
    assert_null(strstr(book.data, "\n- \n"));
    for (const char *line = book.data; line != NULL; line = strchr(line, '\n')) {
        line += *line == '\n';
        size_t level = strspn(line, "#");
        if (level == 0)
            continue;
        assert_int_equal(line[level], ' ');
        assert_true(level <= last + 1);
        last = level;
        n++;
    }
    assert_true(n > 100);
}

/* Every "](#target)" is some heading's. */
static void test_links(void **state)
{
    (void)state;
    struct text targets, wanted;
    size_t links = 0;
    text_init(&targets);
    text_init(&wanted);
    text_char(&targets, ' ');
    for (const char *line = book.data; line != NULL; line = strchr(line, '\n')) {
        line += *line == '\n';
        size_t level = strspn(line, "#"), len = strcspn(line, "\n");
        char heading[400];
        if (level == 0)
            continue;
        assert_true(len - level - 1 < sizeof heading);
        memcpy(heading, line + level + 1, len - level - 1);
        heading[len - level - 1] = '\0';
        view_book_anchor(&targets, heading);
        text_char(&targets, ' ');
    }
    for (const char *s = book.data; (s = strstr(s, "](#")) != NULL; links++) {
        s += 3;
        text_clear(&wanted);
        text_char(&wanted, ' ');
        text_bytes(&wanted, s, strcspn(s, ")"));
        text_char(&wanted, ' ');
        if (strstr(targets.data, wanted.data) == NULL)
            print_error("no heading for #%s\n", wanted.data);
        assert_non_null(strstr(targets.data, wanted.data));
    }
    assert_true(links > 100);
    text_finish(&targets);
    text_finish(&wanted);
}

static void test_ages(void **state)
{
    (void)state;
    static const struct {
        int from, to;
        const char *says;
    } spans[] = {
        {0, 3, "birth to 2 months"},      {3, 12, "3 to 11 months"},
        {0, 12, "birth to 11 months"},    {12, 24, "12 to 23 months"},
        {12, 36, "1 to 2 years"},         {6, 36, "6 months to 2 years"},
        {0, 228, "birth to 18 years"},    {60, 144, "5 to 11 years"},
        {132, 144, "11 years"},           {9, 10, "9 months"},
        {18, 60, "18 months to 4 years"}, {1, 2, "1 month"},
    };
    struct text t;
    struct view_book b = {content, library, "Robin", &t};
    text_init(&t);
    for (size_t i = 0; i < sizeof spans / sizeof spans[0]; i++) {
        text_clear(&t);
        view_book_months(&b, spans[i].from, spans[i].to);
        assert_string_equal(t.data, spans[i].says);
    }
    text_clear(&t);
    view_book_ages(&b, 1U << CONTENT_B3 | 1U << CONTENT_B72 | 1U << CONTENT_B108);
    assert_string_equal(t.data, "3 to 11 months, 6 to 12 years");
    text_clear(&t);
    view_book_ages(&b, (1U << CONTENT_BANDS) - 1);
    assert_string_equal(t.data, "every age");
    assert_true(view_book_youngest(1U << CONTENT_B3 | 1U << CONTENT_B72, CONTENT_B3));
    assert_false(view_book_youngest(1U << CONTENT_B3 | 1U << CONTENT_B72, CONTENT_B72));
    assert_false(view_book_youngest(1U << CONTENT_B3, CONTENT_B0));
    text_finish(&t);
}

/* A name is written as it is, whatever it means to Markdown. */
static void test_name(void **state)
{
    (void)state;
    struct text t;
    text_init(&t);
    view_book(content, library, "{child} *<b>_", &t);
    assert_int_equal(t.err, ERR_OK);
    assert_non_null(strstr(t.data, "morning, and {child} \\*\\<b\\>\\_ is crying"));
    assert_null(strstr(t.data, "<b>"));
    assert_null(strstr(t.data, "morning, and Robin"));
    text_finish(&t);
}

static enum err write_book(void *context)
{
    (void)context;
    struct text t;
    text_init(&t);
    view_book(content, library, NULL, &t);
    enum err e = t.err;
    text_finish(&t);
    return e;
}

static void test_no_memory(void **state)
{
    (void)state;
    assert_true(alloc_sweep(write_book, NULL) > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_map_is_whole),
        cmocka_unit_test(test_moments_are_whole),
        cmocka_unit_test(test_learning_is_whole),
        cmocka_unit_test(test_headings),
        cmocka_unit_test(test_links),
        cmocka_unit_test(test_ages),
        cmocka_unit_test(test_name),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests_name("view-book", tests, load, unload);
}
