/* Reading the library: what the fixture says comes out, and each thing spoilt is a fault that names
 * the file, the id, the line and what was expected.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "shelf.h"
#include "tests/support/alloc.h"

struct open {
    struct content *c;
    struct library *l;
};

static struct open open_fixture(void)
{
    struct shelf s;
    struct open o;
    struct fault fault = {0};
    shelf_load(&s, SHELF_FIXTURE);
    enum err e = shelf_create(&s, &o.c, &o.l, &fault);
    shelf_finish(&s);
    if (e != ERR_OK)
        print_error("%zu:%zu: %s\n", fault.line, fault.column, fault.what);
    assert_int_equal(e, ERR_OK);
    return o;
}

static void close_both(struct open *o)
{
    library_destroy(o->l);
    content_destroy(o->c);
}

static void test_moments(void **state)
{
    (void)state;
    struct open o = open_fixture();
    assert_int_equal(library_script_count(o.l), 2);
    assert_int_equal(library_script_find(o.l, "bid.held-up-toy"), 1);
    assert_true(library_script_find(o.l, "bid.held") == CONTENT_NONE);
    const struct library_script *script = library_script(o.l, 0);
    assert_string_equal(script->id, "bid.homework");
    assert_int_equal(script->bands, 1U << CONTENT_B72 | 1U << CONTENT_B108);
    assert_int_equal(script->channel, LIBRARY_WORD);
    assert_string_equal(library_channel_id(script->channel), "word");
    assert_string_equal(script->bid, "{child} groans over the maths homework.");
    assert_string_equal(script->toward_time,
                        "“Show me the one that bugs you most. I'll sit here.”");
    assert_string_equal(script->toward_no_time,
                        "“I can see it's stuck. I'm cooking till six. Then I'm yours.”");
    assert_string_equal(script->away, "“Mhm.” Eyes stay on the pan.");
    assert_string_equal(script->against, "“You always moan. Just do it.”");
    assert_string_equal(script->why, "Both may tell a child that the groan was heard.");
    assert_string_equal(script->their_view, "“I wanted somebody to be stuck with.”");
    assert_string_equal(script->back, "“I was short with you. Show me now?”");

    const struct library_under *under = library_under(o.l, library_under_find(o.l, "under.hits"));
    assert_string_equal(under->seen, "{child} hits when it is time to leave.");
    assert_int_equal(under->nguesses, 2);
    assert_int_equal(under->guesses[1].need, LIBRARY_LIMIT);
    assert_string_equal(library_need_id(under->guesses[0].need), "growing");
    assert_string_equal(under->guesses[0].text, "The part that can stop may still be growing.");
    assert_string_equal(under->their_view, "“I was in the middle of it.”");
    assert_string_equal(under->maybe, "Say once what comes next.");

    assert_int_equal(library_happened_count(o.l), 2);
    assert_string_equal(library_happened(o.l, 1)->name, "I was on my phone");
    const struct library_repair *repair =
        library_repair(o.l, library_repair_find(o.l, "repair.phone"));
    assert_int_equal(repair->happened, library_happened_find(o.l, "phone"));
    assert_int_equal(repair->bands, 1U << CONTENT_B72);
    assert_string_equal(repair->if_not_yet, "Lay it away and wait.");
    close_both(&o);
}

static void test_feelings(void **state)
{
    (void)state;
    struct open o = open_fixture();
    assert_string_equal(library_move(o.l, 4)->id, "limit");
    assert_string_equal(library_move(o.l, 0)->title, "Notice it");
    assert_int_equal(library_face_count(o.l), 1);
    assert_int_equal(library_feeling_count(o.l), 2);
    const struct library_feeling *angry = library_feeling(o.l, 0), *wistful = angry + 1;
    assert_int_equal(angry->face, library_face_find(o.l, "angry"));
    assert_int_equal(memcmp(library_face(o.l, angry->face)->svg, "<svg ", 5), 0);
    assert_true(angry->has_moves);
    assert_string_equal(angry->moves[3], "“You're angry.”");
    assert_string_equal(angry->like, "Hot cheeks, tight fists.");
    assert_true(wistful->face == CONTENT_NONE);
    assert_false(wistful->has_moves);
    assert_int_equal(library_feeling_find(o.l, "feeling.wistful"), 1);
    close_both(&o);
}

static void test_cards(void **state)
{
    (void)state;
    struct open o = open_fixture();
    const struct library_card *card = library_card(o.l, library_card_find(o.l, "card.serve"));
    assert_int_equal(library_card_count(o.l), 1);
    assert_int_equal(card->topic, LIBRARY_BONDS);
    assert_string_equal(library_topic_id(card->topic), "bonds");
    assert_string_equal(card->three[2], "Keeping time may help.");
    assert_int_equal(card->nevidence, 2);
    assert_string_equal(content_evidence(o.c, card->evidence[1])->id, "W03");
    assert_int_equal(card->npeople, 1);
    assert_string_equal(library_person(o.l, card->people[0])->name, "Jo Roe");
    assert_int_equal(library_person_count(o.l), 1);
    assert_int_equal(library_person_find(o.l, "person.roe"), 0);
    const struct library_question *q =
        library_question(o.l, library_question_find(o.l, "q.out-of-step"));
    assert_int_equal(library_question_count(o.l), 1);
    assert_int_equal(q->topic, LIBRARY_HARD);
    assert_int_equal(q->nanswer, 2);
    assert_string_equal(q->answer[1], "Finding back may matter more.");
    assert_int_equal(q->ncards, 1);
    assert_int_equal(q->cards[0], 0);
    assert_int_equal(q->nevidence, 1);
    assert_string_equal(library_words(o.l, "need.hunger"), "Food or drink");
    assert_null(library_words(o.l, "need"));
    const char *key = NULL;
    assert_int_equal(library_words_count(o.l), 2);
    assert_string_equal(library_words_at(o.l, 1, &key), "The book of attune");
    assert_string_equal(key, "book.title");
    close_both(&o);
}

/* What is spoilt, where the fault is found, and what it says. */
static const struct {
    const char *file, *find, *with;
    enum err e;
    size_t line;
    const char *says;
} spoilt[] = {
    {"scripts", "\"format\": 1", "\"format\": 2", ERR_VERSION, 0, "scripts: written for a newer"},
    {"learn", "\"format\": 1,", "", ERR_FORMAT, 1, "learn: \"format\" is missing"},
    {"scripts", "\"scripts\": [", "\"more\": 1, \"scripts\": [", ERR_FORMAT, 3, "\"more\""},
    {"scripts", "\"channel\": \"word\"", "\"channel\": \"shout\"", ERR_FORMAT, 4,
     "scripts: bid.homework: \"channel\": expected look, touch"},
    {"scripts", "[\"b72\", \"b108\"]", "[\"b72\", \"b109\"]", ERR_FORMAT, 4,
     "bid.homework: \"bands\": expected some of b0"},
    {"scripts", "[\"b72\", \"b108\"]", "[]", ERR_FORMAT, 4, "1 to 7"},
    {"scripts", "\"back\": \"“I was short with you. Show me now?”\"", "\"back\": \"\"", ERR_FORMAT,
     11, "not empty"},
    {"scripts", "\"why\": ", "\"how\": ", ERR_FORMAT, 9,
     "scripts: bid.homework: \"how\" is not a name"},
    {"scripts", "\"id\": \"bid.held-up-toy\"", "\"id\": \"bid.homework\"", ERR_FORMAT, 12,
     "bid.homework: \"id\": this id stands here a second time"},
    {"scripts", "\"id\": \"bid.held-up-toy\"", "\"id\": \"Bid\"", ERR_FORMAT, 12, "small letters"},
    {"scripts", "“A red car!", "{chidl} “A red car!", ERR_FORMAT, 14, "no placeholder but"},
    {"under", "\"need\": \"limit\"", "\"need\": \"love\"", ERR_FORMAT, 7,
     "under: under.hits: \"need\": expected hunger"},
    {"under",
     ",\n       {\"need\": \"limit\", \"text\": \"Perhaps it is not clear yet what comes "
     "next.\"}",
     "", ERR_FORMAT, 5, "2 to 4"},
    {"under", "\"text\": \"The part", "\"text\": 1, \"is\": \"The part", ERR_FORMAT, 6, "\"is\""},
    {"repairs", "\"happened\": \"shouted\"", "\"happened\": \"shout\"", ERR_FORMAT, 8,
     "repair.shouted: \"happened\": expected an id of \"happened\" above, found shout"},
    {"repairs", "{\"id\": \"phone\"", "{\"id\": \"shouted\"", ERR_FORMAT, 5, "second time"},
    {"repairs", "\"happened\": \"phone\"", "\"happened\": 7", ERR_FORMAT, 11, "a text"},
    {"feelings", "\"face\": \"angry\"", "\"face\": \"cross\"", ERR_FORMAT, 11,
     "feeling.angry: \"face\": expected null or the name of a file in faces, found cross"},
    {"feelings", "\"face\": null,", "", ERR_FORMAT, 16, "\"face\" is missing"},
    {"feelings", "\"id\": \"chance\"", "\"id\": \"change\"", ERR_FORMAT, 3, "in this order"},
    {"feelings",
     "{\"id\": \"notice\", \"title\": \"Notice it\", \"text\": \"See the small signs first.\"},",
     "", ERR_FORMAT, 3, "5 to"},
    {"feelings", "\"listen\": \"“Tell me what happened.”\", ", "", ERR_FORMAT, 13,
     "\"listen\" is missing"},
    {"feelings", "\"moves\": null", "\"moves\": []", ERR_FORMAT, 17, "an object"},
    {"people", "\"line\": \"Looked at forty pairs and wrote it down.\"", "\"line\": null",
     ERR_FORMAT, 4, "person.roe"},
    {"cards", "\"S16\"", "\"S15\"", ERR_FORMAT, 7,
     "card.serve: \"evidence\": expected ids that stand in the evidence file, each once, found "
     "S15"},
    {"cards", "[\"person.roe\"]", "[\"person.doe\"]", ERR_FORMAT, 7, "people file"},
    {"cards", "\"topic\": \"bonds\"", "\"topic\": \"bond\"", ERR_FORMAT, 4, "expected bonds"},
    {"cards", ", \"Keeping time may help.\"", "", ERR_FORMAT, 6, "3 to 3"},
    {"questions", "\"card.serve\"", "\"card.return\"", ERR_FORMAT, 6, "cards file"},
    {"questions", "\"S16\"", "\"S16\", \"S16\"", ERR_FORMAT, 6, "each once"},
    {"questions", "[\"It seems to be a part of it.\", \"Finding back may matter more.\"]", "[]",
     ERR_FORMAT, 5, "1 to 4"},
    {"learn", "\"need.hunger\"", "\"need hunger\"", ERR_FORMAT, 4, "keys"},
    {"learn", "\"Food or drink\"", "\"\"", ERR_FORMAT, 4, "not empty"},
};

static void test_spoilt(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof spoilt / sizeof spoilt[0]; i++) {
        struct shelf s;
        struct open o;
        struct fault fault = {0};
        shelf_load(&s, SHELF_FIXTURE);
        shelf_replace(&s, spoilt[i].file, spoilt[i].find, spoilt[i].with);
        enum err e = shelf_create(&s, &o.c, &o.l, &fault);
        shelf_finish(&s);
        bool good = e == spoilt[i].e && fault.code == e && o.l == NULL &&
                    fault.line == spoilt[i].line &&
                    strncmp(fault.what, spoilt[i].file, strlen(spoilt[i].file)) == 0 &&
                    strstr(fault.what, spoilt[i].says) != NULL;
        if (!good) {
            print_error("%s, %s -> %s: %s, %zu:%zu: %s\n", spoilt[i].file, spoilt[i].find,
                        spoilt[i].with, err_name(e), fault.line, fault.column, fault.what);
            wrong++;
        }
        close_both(&o);
    }
    assert_int_equal(wrong, 0);
}

/* A face is a very small part of SVG; all else is refused, with its line. */
static void test_faces(void **state)
{
    (void)state;
    static const struct {
        const char *find, *with;
        size_t line, column;
        const char *says;
    } bad[] = {
        {"<svg ", "<?xml?><svg ", 1, 1, "begins with <svg"},
        {"viewBox=\"0 0 64 64\"", "viewBox=\"0 0 32 32\"", 1, 50, "each once"},
        {" fill=\"none\"", "", 1, 143, "each once"},
        {"fill=\"none\"", "fill=\"red\"", 1, 67, "fill=\"none\""},
        {"fill=\"none\"", "stroke=\"none\"", 1, 69, "each once"},
        {"stroke-width=\"2.5\"", "stroke-width=\"2.5\" onload=\"x()\"", 1, 114, "each once"},
        {"<path d=\"M12", "<script>x</script><path d=\"M12", 2, 3, "expected <path"},
        {"<path d=\"M12 20L26 26\"/>", "<image href=\"https://x.example/x.png\"/>", 2, 3,
         "expected <path"},
        {"<path d=\"M12 20L26 26\"/>", "<path d=\"M12 20L26 26\" style=\"a:b\"/>", 2, 26,
         "at the end of a shape"},
        {"<path d=\"M12 20L26 26\"/>", "<path d=\"M12 20L26 65\"/>", 2, 22, "from 0 to 64"},
        {"<path d=\"M12 20L26 26\"/>", "<path d=\"M12 20l26 26\"/>", 2, 18, "from 0 to 64"},
        {"<path d=\"M12 20L26 26\"/>", "<path d=\"M12 20L-2 26\"/>", 2, 19, "from 0 to 64"},
        {"<path d=\"M12 20L26 26\"/>", "<path d=\"12 20L26 26\"/>", 2, 12, "begins with M"},
        {"<path d=\"M12 20L26 26\"/>", "<path d=\"url(#a)\"/>", 2, 12, "begins with M"},
        {"<path d=\"M12 20L26 26\"/>", "<path d='M12 20L26 26'/>", 2, 10, "after an attribute"},
        {"<path d=\"M12 20L26 26\"/>", "<path d=\"M12 20L26 26\">", 2, 25, "/>"},
        {"<circle cx=\"22\"", "<circle cx=\"22em\"", 4, 17, "one number"},
        {"<circle cx=\"22\" cy=\"32\"", "<circle cx=\"22\" cx=\"32\"", 4, 19, "<circle"},
        {"<circle cx=\"22\"", "<circle cx=\"\"", 4, 15, "from 0 to 64"},
        {"</svg>", "</g></svg>", 7, 1, "</svg>"},
        {"</svg>", "", 8, 1, "</svg>"},
        {"</svg>", "</svg><!-- more -->", 7, 7, "nothing after"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct shelf s;
        struct open o;
        struct fault fault = {0};
        shelf_load(&s, SHELF_FIXTURE);
        shelf_replace(&s, "faces/angry", bad[i].find, bad[i].with);
        enum err e = shelf_create(&s, &o.c, &o.l, &fault);
        shelf_finish(&s);
        bool good = e == ERR_FORMAT && fault.line == bad[i].line &&
                    (fault.line == 1 || fault.column == bad[i].column) &&
                    strstr(fault.what, bad[i].says) != NULL &&
                    strncmp(fault.what, "faces: angry: ", 14) == 0;
        if (!good)
            print_error("%s: %s %zu:%zu: %s\n", bad[i].with, err_name(e), fault.line, fault.column,
                        fault.what);
        assert_true(good);
        close_both(&o);
    }
}

static void test_not_a_library(void **state)
{
    (void)state;
    struct open o = open_fixture();
    static const struct {
        const char *bundle, *says;
    } bad[] = {
        {"", "library: expected"},
        {"[]", "expected an object"},
        {"{}", "\"faces\" is missing"},
        {"{\"faces\":{}}", "\"scripts\" is missing"},
        {"{\"faces\":[]}", "found a list"},
        {"{\"faces\":{\"A\":\"x\"}}", "name of a face"},
        {"{\"faces\":{\"a\":1}}", "text of an SVG"},
        {"{\"faces\":{\"a\":\"\\u0000\"}}", "begins with <svg"},
        {"{\"more\":{}}", "\"more\" is not a name"},
        {"{\"faces\":{}", "library: expected"},
        {"\x80\xFF", "library: expected"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct library *l = NULL;
        struct fault fault = {0};
        assert_int_equal(library_create(o.c, bad[i].bundle, strlen(bad[i].bundle), &l, &fault),
                         ERR_FORMAT);
        assert_null(l);
        if (strstr(fault.what, bad[i].says) == NULL)
            print_error("%s: %s\n", bad[i].bundle, fault.what);
        assert_non_null(strstr(fault.what, bad[i].says));
    }
    library_destroy(NULL);
    close_both(&o);
}

/* Cut anywhere, the bundle is refused; and nothing is read past its end (the sanitizer looks). */
static void test_truncated(void **state)
{
    (void)state;
    struct open o = open_fixture();
    struct shelf s;
    struct text bundle;
    shelf_load(&s, SHELF_FIXTURE);
    text_init(&bundle);
    assert_int_equal(shelf_join(&s, true, &bundle, NULL), ERR_OK);
    shelf_finish(&s);
    for (size_t n = 0; n + 2 < bundle.len; n += 23) {
        char *cut = malloc(n + 1);
        struct library *l = NULL;
        assert_non_null(cut);
        memcpy(cut, bundle.data, n);
        cut[n] = 'x';
        assert_int_equal(library_create(o.c, cut, n, &l, NULL), ERR_FORMAT);
        free(cut);
    }
    text_finish(&bundle);
    close_both(&o);
}

/* The compact form says the same; a file that is no JSON is told before anything is joined. */
static void test_join(void **state)
{
    (void)state;
    struct shelf s;
    struct text whole, small;
    struct open o;
    struct library *l = NULL;
    struct fault fault = {0};
    shelf_load(&s, SHELF_FIXTURE);
    text_init(&whole);
    text_init(&small);
    assert_int_equal(shelf_create(&s, &o.c, &o.l, NULL), ERR_OK);
    assert_int_equal(shelf_join(&s, true, &small, NULL), ERR_OK);
    assert_null(memchr(small.data, '\n', small.len - 1));
    assert_int_equal(library_create(o.c, small.data, small.len, &l, NULL), ERR_OK);
    assert_string_equal(library_script(l, 1)->back, library_script(o.l, 1)->back);
    assert_string_equal(library_face(l, 0)->svg, s.faces[0]);
    library_destroy(l);
    close_both(&o);
    shelf_replace(&s, "cards", "\"bonds\",", "\"bonds\"");
    assert_int_equal(shelf_join(&s, false, &whole, &fault), ERR_FORMAT);
    assert_int_equal(whole.len, 0);
    assert_int_equal(fault.line, 4);
    assert_int_equal(strncmp(fault.what, "cards: ", 7), 0);
    shelf_finish(&s);

    shelf_load(&s, SHELF_FIXTURE);
    shelf_replace(&s, "faces/angry", "<svg", "\xFF<svg");
    assert_int_equal(shelf_join(&s, false, &whole, &fault), ERR_FORMAT);
    assert_int_equal(whole.len, 0);
    assert_non_null(strstr(fault.what, "faces: angry"));
    shelf_finish(&s);
    text_finish(&whole);
    text_finish(&small);
}

struct reading {
    const struct content *c;
    const struct text *bundle;
    const struct shelf *s;
};

static enum err create(void *context)
{
    const struct reading *r = context;
    struct library *l = NULL;
    struct fault fault;
    enum err e = library_create(r->c, r->bundle->data, r->bundle->len, &l, &fault);
    assert_true((e == ERR_OK) == (l != NULL));
    library_destroy(l);
    return e;
}

static enum err join(void *context)
{
    const struct reading *r = context;
    struct text out;
    text_init(&out);
    enum err e = shelf_join(r->s, true, &out, NULL);
    text_finish(&out);
    return e;
}

static void test_no_memory(void **state)
{
    (void)state;
    struct open o = open_fixture();
    struct shelf s;
    struct text bundle;
    shelf_load(&s, SHELF_FIXTURE);
    text_init(&bundle);
    assert_int_equal(shelf_join(&s, false, &bundle, NULL), ERR_OK);
    struct reading r = {o.c, &bundle, &s};
    assert_true(alloc_sweep(create, &r) > 2);
    assert_true(alloc_sweep(join, &r) > LIBRARY_FILES);
    text_finish(&bundle);
    shelf_finish(&s);
    close_both(&o);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_moments),   cmocka_unit_test(test_feelings),
        cmocka_unit_test(test_cards),     cmocka_unit_test(test_spoilt),
        cmocka_unit_test(test_faces),     cmocka_unit_test(test_not_a_library),
        cmocka_unit_test(test_truncated), cmocka_unit_test(test_join),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests_name("content-library", tests, NULL, NULL);
}
