/* The language rules, one text at a time: each bad sample trips the rule it is meant for, each good
 * one trips none. A new row in the word table wants a sample here.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "content/lint.h"
#include "samples.h"

#define ITEM CONTENT_TEXT_ITEM
#define STEP CONTENT_TEXT_STEP
#define WHY CONTENT_TEXT_WHY
#define RESULT CONTENT_TEXT_RESULT
#define PAGE CONTENT_TEXT_PAGE
#define HELP CONTENT_TEXT_HELP
#define STUDY CONTENT_TEXT_EVIDENCE
#define CLAUSE CONTENT_TEXT_CLAUSE
#define NOTE CONTENT_TEXT_NOTE
#define LINE CONTENT_TEXT_LINE
#define HARSH CONTENT_TEXT_HARSH
#define GUESS CONTENT_TEXT_GUESS
#define CARD CONTENT_TEXT_CARD
#define ASK CONTENT_TEXT_ASK

static const struct {
    const char *rule;
    enum content_text_kind kind;
    const char *text;
} bad[] = {
    {"grade", RESULT, "Your score is high in this place."},
    {"grade", RESULT, "You scored well here."},
    {"grade", PAGE, "Take the test"},
    {"grade", PAGE, "Take the Tests"},
    {"grade", RESULT, "That is 80 % of the way."},
    {"grade", RESULT, "You got full marks."},
    {"grade", RESULT, "This bond is failing."},
    {"grade", WHY, "A perfect day may help."},
    {"grade", WHY, "This may make you a better parent."},
    {"grade", HELP, "A good mother asks for help."},
    {"grade", RESULT, "You are a good parent."},
    {"grade", RESULT, "There are no bad parents."},
    {"grade", RESULT, "Play is a weak place."},
    {"grade", PAGE, "There is one right answer."},
    {"grade", WHY, "A bad habit can fade."},
    {"praise", RESULT, "Well done, you did it!"},
    {"praise", PAGE, "Great job today."},
    {"praise", PAGE, "You kept your streak."},
    {"norm", RESULT, "This is quite normal."},
    {"norm", RESULT, "You are above the norm."},
    {"norm", WHY, "On average this may help."},
    {"norm", HELP, "This is typical for babies."},
    {"norm", RESULT, "{child} is on track."},
    {"norm", ITEM, "{child} spoke well for their age."},
    {"norm", PAGE, "The cut-off is three."},
    {"norm", NOTE, "A normal answer."},
    {"comparison", RESULT, "You play more than other parents."},
    {"comparison", WHY, "Most parents may find it helps."},
    {"comparison", RESULT, "Compared with last year, you talk more."},
    {"comparison", ITEM, "{child} slept better than their brother."},
    {"diagnosis", RESULT, "This points to a disorder."},
    {"diagnosis", PAGE, "attune diagnoses what is wrong."},
    {"diagnosis", WHY, "It may ease the symptoms."},
    {"diagnosis", ITEM, "I felt depressed around {child}."},
    {"diagnosis", RESULT, "{child} may be at risk."},
    {"diagnosis", NOTE, "Screens for a disorder."},
    {"label", RESULT, "{child} is securely attached to you."},
    {"label", RESULT, "{child} has an insecure bond with you."},
    {"label", RESULT, "This is an avoidant pattern."},
    {"label", RESULT, "Your attachment style is anxious."},
    {"label", STUDY, "Their attachment style may change."},
    {"label", ITEM, "{child} was naughty."},
    {"label", ITEM, "{child} was clingy at bedtime."},
    {"label", CLAUSE, "that {child} is a difficult child"},
    {"label", NOTE, "The child is manipulative."},
    {"label", RESULT, "You are the kind of parent who plays."},
    {"certainty", WHY, "This is proven, and it may help."},
    {"certainty", WHY, "It may help, and we guarantee it."},
    {"certainty", RESULT, "This will ruin the bond."},
    {"certainty", STUDY, "Yelling will cause fear."},
    {"certainty", STUDY, "Yelling causes fear."},
    {"certainty", WHY, "Talk leads to trust, often."},
    {"certainty", WHY, "Science shows that it can help."},
    {"certainty", STUDY, "Research proves that it may help."},
    {"certainty", RESULT, "It is never too late."},
    {"certainty", WHY, "Often this is the only way."},
    {"certainty", RESULT, "It definitely helps, perhaps."},
    {"certainty", HELP, "All children may feel this."},
    {"certainty", RESULT, "It may last forever."},
    {"guilt", RESULT, "Do not feel guilty."},
    {"guilt", RESULT, "It is your fault."},
    {"guilt", RESULT, "You are to blame for this."},
    {"guilt", ITEM, "I was ashamed of {child}."},
    {"guilt", RESULT, "Try harder next time."},
    {"guilt", ITEM, "I let {child} down."},
    {"guilt", HELP, "This is neglect."},
    {"prescription", STEP, "You should hug {child}."},
    {"prescription", WHY, "A child must often be heard."},
    {"prescription", STEP, "Never shout at {child}."},
    {"prescription", STEP, "Always greet {child} first."},
    {"prescription", RESULT, "You need to play more."},
    {"prescription", RESULT, "Parents have to be firm."},
    {"prescription", STEP, "Make sure {child} eats."},
    {"prescription", PAGE, "You mustn\xE2\x80\x99t close it."},
    {"jargon", WHY, "It may help with co-regulation."},
    {"jargon", RESULT, "The dyad is in tune."},
    {"jargon", WHY, "It can validate the feeling."},
    {"jargon", HELP, "A cortisol spike may follow."},
    {"jargon", RESULT, "The difference is not significant."},
    {"family", ITEM, "{child} smiled when he saw me."},
    {"family", STEP, "Ask her what she likes."},
    {"family", RESULT, "A mother knows her child."},
    {"family", STEP, "Ask Dad to read tonight."},
    {"family", STEP, "Let your partner cook."},
    {"family", ITEM, "I enjoyed breastfeeding {child}."},
    {"purchase", STEP, "Buy a small toy for {child}."},
    {"purchase", STEP, "Choose a new book for {child}."},
    {"purchase", STEP, "Put tickets on the table."},
    {"minute", STEP, "Play with {child} for ten minutes."},
    {"minute", STEP, "Sit with {child} for 20 minutes."},
    {"minute", STEP, "Spend an hour with {child}."},
    {"minute", STEP, "Read to {child} every night."},
    {"minute", STEP, "Talk with {child} daily."},
    {"placeholder", PAGE, "Hello {name}."},
    {"placeholder", PAGE, "Hello child}."},
    {"space", PAGE, "Hello  there."},
    {"space", PAGE, "Hello there "},
    {"length", ITEM,
     "In the car, at the table or in the bath, we sang a song that both of us had known for a long "
     "time."},
    {"length", STEP,
     "When the day has been long, and you are tired, and the house is a mess, and no one has had a "
     "bite to eat for hours, sit on the floor for a bit and let {child} come up to you."},
    {"reading", ITEM, "I facilitated {child}'s emotional vocabulary acquisition."},
    {"reading", WHY, "Anticipatory communication often alleviates transitional difficulties."},
    {"hedge", WHY, "A calm voice helps a child to settle."},
    {"hedge", WHY, "A hug warms a cold day. It may last."},
    {"hedge", WHY, "Closeness grows slowly."},
    {"hedge", RESULT, "Play builds trust."},
    {"hedge", STUDY, "Warmth protects a child. Some gain more."},
    {"hedge", HELP, "Talking helps."},
    {"sentence", ITEM, "We had fun"},
    {"sentence", ITEM, "We had fun. It was a good day."},
    {"sentence", STEP, "Sit near {child}. It is warm. It is calm."},
    {"sentence", STEP, "Sit near {child}"},
    {"negation", ITEM, "I did not leave without a word."},
    {"negation", ITEM, "Nothing we did was not fun."},
    {"frequency", ITEM, "I always enjoyed our time."},
    {"frequency", ITEM, "We often laughed."},
    {"frequency", ITEM, "I rarely had time for {child}."},
    {"barrel", ITEM, "I listened and I answered."},
    {"barrel", ITEM, "I hugged {child} and told a story."},
    {"barrel", ITEM, "I was tired but calm."},
    {"barrel", ITEM, "I sang and/or danced with {child}."},
    {"barrel", ITEM, "{child} cried or refused to eat."},
    {"barrel", ITEM, "We talked; we laughed."},
    {"verb", STEP, "A hug for {child}."},
    {"verb", STEP, "{child} may like a hug."},
    {"verb", STEP, "You could hug {child}."},
    {"verb", STEP, "When {child} calls look up."},
    {"verb", STEP, "Sit down and read to {child}."},
    {"verb", STEP, "Look at {child}, then wait."},
    {"verb", STEP, "Look at {child} and then wait."},
    {"verb", STEP, "Look at {child}. Wait for a sign."},
    {"clause", CLAUSE, "That you enjoy small moments"},
    {"clause", CLAUSE, "that you enjoy small moments."},
    {"label", HARSH, "You are such a lazy child."},
    {"label", HARSH, "\xE2\x80\x9CWhat an idiot.\xE2\x80\x9D"},
    {"label", HARSH, "Stop it, you are so clingy."},
    {"label", HARSH, "How selfish can you be?"},
    {"diagnosis", HARSH, "Is that your ADHD again?"},
    {"family", HARSH, "Wait till your father comes home."},
    {"reading", HARSH, "Your irresponsibility repeatedly exasperates everybody."},
    {"length", HARSH,
     "Not now, not later, not tomorrow, not in a week, not in a month, not in a year, and not if "
     "you "
     "ask me once more in that voice, which I have heard enough of for one day, thank you."},
    {"prescription", LINE, "You must say sorry now."},
    {"guilt", LINE, "You let {child} down."},
    {"label", LINE, "\xE2\x80\x9CYou are a brat.\xE2\x80\x9D"},
    {"reading", LINE, "Acknowledge the disappointment that separation regularly occasions."},
    {"hedge", GUESS, "The part that stops is still growing."},
    {"hedge", GUESS, "Hunger makes it worse. It may pass."},
    {"certainty", GUESS, "It is definitely hunger, perhaps."},
    {"hedge", CARD, "Warmth builds trust. It may take a while."},
    {"certainty", CARD, "Studies show that it may help."},
    {"jargon", CARD, "The dyad may find its way."},
    {"label", CARD, "An anxious attachment may follow."},
    {"reading", CARD,
     "Synchronous interactional reciprocity facilitates developmental continuity."},
    {"label", ASK, "Is my child a brat?"},
    {"diagnosis", ASK, "Is this a disorder?"},
    {"length", ASK,
     "When all of us are tired and the day was long and nobody has eaten and it rains and the bus "
     "is "
     "late, what then, and who says so?"},
};

static const struct {
    enum content_text_kind kind;
    const char *text;
} good[] = {
    {PAGE, "It is not a test, and it never diagnoses."},
    {PAGE, "It is not a diagnosis, and it is not meant to be."},
    {PAGE, "There are no marks, no grades and no score."},
    {PAGE, "attune never sends anything."},
    {PAGE, "Never"},
    {RESULT, "It does not compare you with others."},
    {RESULT, "The two cannot be compared."},
    {RESULT, "Nobody is to blame."},
    {RESULT, "It is not your fault."},
    {RESULT, "Nobody is perfect, and no one needs to be."},
    {RESULT, "A bad day says little."},
    {RESULT, "It is rarely too late."},
    {RESULT, "Every child is different."},
    {HELP, "Low mood and depression can come to anyone. They can be treated."},
    {HELP, "You do not have to find out everything first."},
    {PAGE, "It does not tell you what kind of parent you are."},
    {STUDY, "Mothers with a low average tended to score lower on the test."},
    {STUDY, "Insecure attachment went with a little more worry."},
    {ITEM, "{child} and I had a chat."},
    {ITEM, "We had a small back-and-forth, a kind of chat."},
    {ITEM, "{child} gave me a look or a sound."},
    {ITEM, "When I said sorry, I added a \"but\"."},
    {ITEM, "I said no so much that it lost its meaning."},
    {ITEM, "After a hard moment, I kept blaming myself."},
    {STEP, "When {child} calls, look up."},
    {STEP, "Tonight, tell {child} one thing you liked."},
    {STEP, "Ask before you enter {child}'s room or touch their things."},
    {STEP, "Answer one sound or move of {child}'s with the same one."},
    {STEP, "Offer {child} a sorry with no \"but\" in it."},
    {STEP, "Give {child} ten minutes alone when they want it."},
    {STEP, "Hum one quiet tune. It can be any tune."},
    {STEP, "Let {child} lean on you for one slow minute."},
    {WHY, "A calm hand often settles a small baby, and it may slow you down too."},
    {WHY, "In one small study, this tended to go with calm. It works both ways."},
    {CLAUSE, "that {child} turns to you when something hurts"},
    {CLAUSE, "{child} turns to you"},
    {CLAUSE, "I am there"},
    {NOTE, "Whether the caregiver's self-blame hangs on after a hard moment."},
    {PAGE, "The contest on that upgraded ground was enormous."}, /* words inside words */
    {PAGE, "Because he\xC3\xA9loise is one word, he\xC3\xA9 is fine."},
    {PAGE, ""},
    {HARSH,
     "\xE2\x80\x9CYou always do this. You never listen. You should know by now.\xE2\x80\x9D"},
    {HARSH, "\xE2\x80\x9CShame on you. It's your own fault.\xE2\x80\x9D"},
    {LINE, "\xE2\x80\x9CI hear you. I'm cooking till six. Then I'm yours.\xE2\x80\x9D"},
    {GUESS, "Perhaps it is not clear yet what comes next."},
    {CARD, "Serve and return: a look goes out, and a look comes back."},
    {CARD, "A secure base may be a person to set out from. The still face came first."},
    {ASK, "Is it too late? Have I ruined it?"},
    {ASK, "ashamed"},
};

static void test_bad(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct findings f = {0};
        size_t n = content_rules_text(bad[i].kind, "here", bad[i].text, findings_take, &f);
        assert_int_equal(n, f.n);
        if (findings_of(&f, bad[i].rule) == 0) {
            print_error("%s: not found in \"%s\"\n", bad[i].rule, bad[i].text);
            findings_print(&f);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

static void test_good(void **state)
{
    (void)state;
    size_t found = 0;
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        struct findings f = {0};
        found += content_rules_text(good[i].kind, good[i].text, good[i].text, findings_take, &f);
        findings_print(&f);
    }
    assert_int_equal(found, 0);
}

/* A rule that no sample trips might as well not be there. */
static void test_every_rule_bites(void **state)
{
    (void)state;
    static const char *const rules[] = {
        "grade",     "praise",      "norm",         "comparison", "diagnosis", "label",
        "certainty", "guilt",       "prescription", "jargon",     "family",    "purchase",
        "minute",    "hedge",       "sentence",     "negation",   "barrel",    "frequency",
        "verb",      "placeholder", "length",       "reading",    "clause",    "space"};
    for (size_t r = 0; r < sizeof rules / sizeof rules[0]; r++) {
        size_t samples = 0;
        for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
            samples += strcmp(bad[i].rule, rules[r]) == 0;
        assert_true(samples >= 2);
    }
}

/* The words of a pattern, always its choice-th alternative (or its last), as a text. */
static void spell(const char *pattern, size_t choice, char text[static 256])
{
    size_t n = 0;
    for (const char *p = pattern; *p != '\0';) {
        size_t part = strcspn(p, " "), from = 0;
        for (size_t k = 0; k < choice && memchr(p + from, '|', part - from) != NULL; k++)
            from += strcspn(p + from, "|") + 1;
        size_t len = strcspn(p + from, "|* ");
        bool child = strncmp(p + from, "{}", 2) == 0, many = p[from] == '#';
        const char *word = child ? "{child}" : many ? "20" : p + from;
        len = child || many ? strlen(word) : len;
        assert_true(n + len + 2 < 256);
        memcpy(text + n, word, len);
        n += len;
        text[n++] = ' ';
        p += part + (p[part] == ' ');
    }
    text[n - 1] = '\0';
}

/* Each row of the table, spelt out with each of its alternatives, is found. */
static void test_every_row_bites(void **state)
{
    (void)state;
    const char *rule, *pattern;
    unsigned kinds;
    size_t wrong = 0, row = 0;
    for (; content_word_row(row, &rule, &pattern, &kinds); row++) {
        enum content_text_kind kind = PAGE;
        while ((kinds >> kind & 1) == 0)
            kind = (enum content_text_kind)((kind + 1) % CONTENT_TEXT_KINDS);
        bool own = false; /* another row may be faster, but not for all of it */
        for (size_t choice = 0; choice < 16; choice++) {
            char text[256], more[300];
            struct findings f = {0};
            spell(pattern, choice, text);
            snprintf(more, sizeof more, "so: %s", text); /* never one bare word */
            (void)content_rules_text(kind, "here", more, findings_take, &f);
            own = own || findings_of(&f, rule) > 0;
            if (f.n == 0) {
                print_error("row %zu, %s: not found in \"%s\"\n", row, rule, more);
                wrong++;
            }
        }
        if (!own)
            print_error("row %zu, %s: \"%s\" is never the first to bite\n", row, rule, pattern);
        wrong += !own;
    }
    assert_true(row > 150);
    assert_int_equal(wrong, 0);
}

static void test_finding(void **state)
{
    (void)state;
    struct findings f = {0};
    (void)content_rules_text(RESULT, "words: early", "You are a good parent.", findings_take, &f);
    assert_int_equal(f.n, 1);
    assert_string_equal(f.all[0].where, "words: early");
    assert_non_null(strstr(f.all[0].what, "\"good parent\": "));
    /* No report is fine too, and the count is the same. */
    assert_int_equal(content_rules_text(RESULT, "x", "You are a good parent.", NULL, NULL), 1);
}

/* Long and strange texts are cut inside the finding, never inside a character. */
static void test_strange(void **state)
{
    (void)state;
    struct findings f = {0};
    char text[12000], where[300];
    memset(where, 'w', sizeof where - 1);
    where[sizeof where - 1] = '\0';
    for (size_t i = 0; i + 2 < sizeof text; i += 2)
        memcpy(text + i, "\xC3\xA9", 2);
    text[sizeof text - 2] = '\0';
    assert_true(content_rules_text(PAGE, where, text, findings_take, &f) >= 1);
    assert_int_equal(findings_of(&f, "length"), 1);
    assert_int_equal(strlen(f.all[0].where), sizeof f.all[0].where - 1);
    for (size_t i = 0; i + 6 < sizeof text; i += 5) /* more words than are kept */
        memcpy(text + i, "norm ", 6);
    f = (struct findings){0};
    assert_true(content_rules_text(PAGE, "x", text, findings_take, &f) >= 1);
    assert_int_equal(findings_of(&f, "length"), 1);
    f = (struct findings){0};
    (void)content_rules_text(ITEM, "x", "\"\"...---???{}}{''", findings_take, &f);
    (void)content_rules_text(STEP, "x", "when", findings_take, &f);
    (void)content_rules_text(STEP, "x", "When , .", findings_take, &f);
    (void)content_rules_text(CLAUSE, "x", "...", findings_take, &f);
    assert_true(f.n > 0);
}

static void test_similarity(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        double least, most;
    } pairs[] = {
        {"", "", 1, 1},
        {"abc", "ABC!", 1, 1},
        {"abc", "xyz", 0, 0},
        {"We laughed together.", "We  laughed, together", 1, 1},
        {"I enjoyed a small moment with {child}.", "I enjoyed one small moment with {child}.", 0.6,
         1},
        {"I could tell what {child} likes.", "I could tell what {child} liked.", 0.6, 1},
        {"We had fun together.", "I was sharper with {child} than I meant to be.", 0, 0.2},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        double alike = -1, back = -1;
        assert_int_equal(content_similarity(pairs[i].a, pairs[i].b, &alike), ERR_OK);
        assert_int_equal(content_similarity(pairs[i].b, pairs[i].a, &back), ERR_OK);
        assert_true(alike == back);
        if (alike < pairs[i].least || alike > pairs[i].most)
            print_error("%s | %s: %f\n", pairs[i].a, pairs[i].b, alike);
        assert_true(alike >= pairs[i].least && alike <= pairs[i].most);
    }
    /* " ab", "abc", "bc " against " ab", "abd", "bd ": one of five. */
    double alike = 0;
    assert_int_equal(content_similarity("abc", "abd", &alike), ERR_OK);
    assert_true(alike == 0.2);
}

static void test_patterns(void **state)
{
    (void)state;
    static struct tokens t;
    content_tokens(
        &t, "Don\xE2\x80\x99t say {child}'s well-known 3.5 things, \xE2\x80\x9CNo\xE2\x80\x9D!");
    static const char *const want[] = {"don't",  "say", "{child}", "well", "known", "3.5",
                                       "things", ",",   "\"",      "no",   "\"",    "!"};
    assert_int_equal(t.n, sizeof want / sizeof want[0]);
    for (size_t i = 0; i < t.n; i++)
        assert_string_equal(t.all[i].s, want[i]);
    assert_int_equal(content_pattern(&t, 0, "don't say|tell {}"), 3);
    assert_int_equal(content_pattern(&t, 3, "well know*"), 2);
    assert_int_equal(content_pattern(&t, 5, "# thing*"), 2);
    assert_int_equal(content_pattern(&t, 0, "don"), 0);
    assert_int_equal(content_pattern(&t, 6, "things no"), 0); /* not across a comma */
    assert_int_equal(content_pattern(&t, 11, "! more"), 0);
    assert_int_equal(content_sentence_end(&t, 0), t.n);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bad),
        cmocka_unit_test(test_good),
        cmocka_unit_test(test_every_row_bites),
        cmocka_unit_test(test_every_rule_bites),
        cmocka_unit_test(test_finding),
        cmocka_unit_test(test_strange),
        cmocka_unit_test(test_similarity),
        cmocka_unit_test(test_patterns),
    };
    return cmocka_run_group_tests_name("content-rules", tests, NULL, NULL);
}
