/* content/rules_words.c: words that attune does not say to a parent, by rule, and where they may
 * stand after all. One row a pattern (syntax: tokens.h); the rows are the rule.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#include <stdint.h>
#include <string.h>

#include "content/lint.h"

#define KIND(k) (1U << CONTENT_TEXT_##k)
#define EVERY (~0U)
#define TOLD                                                                                       \
    (~(KIND(EVIDENCE) | KIND(NOTE))) /* said to a parent, not about a study or a question */
#define LED (TOLD & ~KIND(HELP))     /* where no help page needs the word */
#define UNNAMED (TOLD & ~KIND(CARD)) /* where no card explains what it is called */
#define DO KIND(STEP)
#define ASKED (KIND(ITEM) | KIND(CLAUSE) | KIND(STEP) | KIND(WHY))
#define CLAIMED (KIND(WHY) | KIND(STEP) | KIND(RESULT) | KIND(HELP) | KIND(EVIDENCE))

struct row {
    const char *rule, *pattern;
    unsigned kinds;
};

static const struct row rows[] = {
    /* A map is not a mark. */
    {"grade", "grade|grades|graded|grading", TOLD},
    {"grade", "score*|scoring", TOLD},
    {"grade", "rating|ratings|rated|ranked|ranking|rankings", TOLD},
    {"grade", "test|tests|exam|exams|quiz|quizzes", TOLD},
    {"grade", "marks", TOLD},
    {"grade", "percent|percentage|%", TOLD},
    {"grade", "fail|fails|failed|failing|failure|failures", EVERY},
    {"grade", "excellent|outstanding|superb|flawless|superior|inferior", TOLD},
    {"grade", "perfect|perfectly|perfection", EVERY},
    {"grade", "weakness*|deficien*|inadequa*|incompeten*", TOLD},
    {"grade", "weak|poor bond|place|parent|parenting|relationship|connection", TOLD},
    {"grade", "right|wrong|correct answer|answers", TOLD},
    {"grade", "bad", TOLD},
    {"grade",
     "good|bad|better|best|worse|worst|great|poor|perfect|ideal "
     "parent|parents|parenting|caregiver|caregivers",
     EVERY},
    {"grade",
     "good|bad|better|best|worse|worst|great|poor|perfect|ideal "
     "mother*|father*|mum|mums|mom|moms|dad|dads",
     EVERY},
    {"grade", "amazing|wonderful|awesome|fantastic parent|parents|parenting|caregiver|caregivers",
     TOLD},
    {"grade", "you passed|flunked", TOLD},
    {"grade", "room for improvement", TOLD},
    {"grade", "needs improvement", TOLD},
    {"grade", "unhealthy|healthier", TOLD},
    {"grade", "lack|lacks|lacking of|in warmth|love|care|attention|patience|discipline|boundaries",
     EVERY},
    {"praise", "well done", TOLD},
    {"praise", "doing great|well|amazing|brilliantly|fine", TOLD},
    {"praise", "good|great|nice|excellent job|work", TOLD},
    {"praise", "congrat*|bravo|kudos", TOLD},
    {"praise", "keep it up", TOLD},
    {"praise", "proud of you", TOLD},
    {"praise", "streak|streaks|badge|badges|trophy|trophies|leaderboard*", TOLD},
    /* Words come from the answers' own scale, never from others. */
    {"norm", "norm|norms|normal|normally|normative|abnormal*|normali*", EVERY},
    {"norm", "average|averages", TOLD},
    {"norm", "typical|typically|atypical*", EVERY},
    {"norm", "ideal|ideally|optimal*", TOLD},
    {"norm", "percentile*|milestone*", TOLD},
    {"norm", "cut off|offs|point|points", TOLD},
    {"norm", "cutoff*", TOLD},
    {"norm", "on|off track", TOLD},
    {"norm", "age appropriate*", TOLD},
    {"norm", "for their|his|her|its age", TOLD},
    {"norm", "{}|child|baby|toddler|teenager is|lags behind", TOLD},
    {"norm", "supposed to", TOLD},
    {"norm", "healthy|unhealthy child|children|bond|bonds|family|families|relationship*|parent*",
     TOLD},
    {"comparison", "most|other parents|families|mothers|fathers|caregivers|people's", TOLD},
    {"comparison", "most|other children|kids|babies|toddlers|teens|teenagers|siblings", TOLD},
    {"comparison", "compare|compares|compared|comparing|comparison*", TOLD},
    {"comparison", "better|worse|more|less than other|others|most", TOLD},
    {"comparison", "better|worse than you|your|their|the brother*|sister*|sibling*|partner*", TOLD},
    {"comparison", "ahead|behind of|other|others|for|peers", TOLD},
    {"comparison", "favourite|favorite child|son|daughter|parent", TOLD},
    {"comparison", "unlike|like other|others|most", TOLD},
    /* attune is no clinician. */
    {"diagnosis", "diagnos*", EVERY},
    {"diagnosis", "disorder*|syndrome*|symptom*|patholog*|prognos*", EVERY},
    {"diagnosis", "adhd|autis*|asperger*|ptsd|bipolar|borderline|narcissis*|sociopath*|psychopath*",
     TOLD},
    {"diagnosis", "depression|depressed|depressive|psychiatr*|neuro*", LED},
    {"diagnosis", "trauma*", LED},
    {"diagnosis", "clinical*|subclinical*|therapeutic*", TOLD},
    {"diagnosis", "impair*|deficit*|developmental*|delayed|retard*", TOLD},
    {"diagnosis", "screening|screened for", TOLD},
    {"diagnosis", "high|low|at risk", TOLD},
    {"diagnosis", "red|warning flag|flags|sign|signs", TOLD},
    {"diagnosis", "on the spectrum", TOLD},
    /* Nobody is a kind of person. */
    {"label", "attachment", TOLD},
    {"label", "attachment style*|type*|pattern*|issue*|problem*", EVERY},
    {"label", "insecure|insecurely|insecurity|secure|securely attach*", TOLD},
    {"label", "insecure|insecurely|insecurity", TOLD},
    {"label", "secure child|children|baby|babies|bond|bonds|relationship*|parent*", TOLD},
    {"label", "secure base", UNNAMED},
    {"label", "avoidant|ambivalent|disorgani*|anxious attach*", TOLD},
    {"label", "avoidant|avoidantly|ambivalent|ambivalently|disorgani*", TOLD},
    {"label", "anxious parent*|mother*|father*|child*|bab*", TOLD},
    {"label", "permissive|authoritarian|authoritative|helicopter|overprotective|overbearing", TOLD},
    {"label", "naughty|disobedien*|spoiled|spoilt|bratty|brat|brats|clingy|needy|whiny", EVERY},
    {"label", "manipulat*|defiant|defiance|stubborn|tyrant*|troublemaker*|crybaby", EVERY},
    {"label", "attention seeking|seeker*", EVERY},
    {"label", "spoil|spoils|spoiling the|your|a child|baby|{}", EVERY},
    {"label", "spoil|spoils|spoiling {}", EVERY},
    {"label", "crazy|insane|stupid|dumb|hysterical|psycho|moron*|idiot*", EVERY},
    {"label", "obedient|obedience|disrespectful", EVERY},
    {"label", "selfish*|lazy|laziness|careless*", EVERY},
    {"label", "difficult|problem|easy child|children|baby|babies|teen|teens|teenager*", EVERY},
    {"label", "toxic|dysfunction*|abusive|abuser*|maladaptive|codependen*|neurotic", TOLD},
    {"label", "co dependen*", TOLD},
    {"label", "cold|distant|hostile|harsh parent*|mother*|father*|caregiver*", TOLD},
    {"label", "kind|type|sort of parent|parents|mother|father|child", TOLD},
    /* Every claim is about many people, and none is sure. */
    {"certainty", "prove|proves|proven|proved|proof", EVERY},
    {"certainty", "guarantee*|foolproof|surefire", EVERY},
    {"certainty", "ruin*|doom*|destroy*|irrepara*|irreversib*|irrevocab*", EVERY},
    {"certainty", "damage|damages|damaged|damaging", EVERY},
    {"certainty",
     "will|shall cause|lead|make|become|grow|help|improve|build|heal|fix|solve|stop|"
     "strengthen|teach|ensure|prevent|create|bring|turn|end|work",
     CLAIMED},
    {"certainty", "will always|never|surely|certainly|definitely", EVERY},
    {"certainty",
     "will be|feel fine|okay|ok|better|worse|happy|happier|secure|alright|safe|calm|"
     "calmer|close|closer",
     CLAIMED},
    {"certainty", "causes|caused|causing", EVERY},
    {"certainty", "ensure|ensures|ensuring", EVERY},
    {"certainty", "leads to", EVERY},
    {"certainty", "certainly|definitely|undoubtedly|obviously|inevitabl*|unavoidabl*", EVERY},
    {"certainty", "no|without|beyond doubt|question", EVERY},
    {"certainty",
     "science|research|studies|experts|scientists "
     "says|say|shows|show|proves|prove|agree|know|knows|confirm|confirms",
     EVERY},
    {"certainty", "scientifically|miracle*|magical*|cure|cures|cured", EVERY},
    {"certainty", "the best|only|surest way|thing|answer|time", EVERY},
    {"certainty", "the key|secret to|of|for", EVERY},
    {"certainty", "crucial|crucially|essential|essentially|vital|vitally|indispensable", TOLD},
    {"certainty", "been shown to|that", EVERY},
    {"certainty", "science|evidence|research based|backed", EVERY},
    {"certainty",
     "experts|doctors|psychologists|science|research recommend|recommends|advise|advises", EVERY},
    {"certainty", "will|shall suffer|struggle|thrive|succeed|pay", CLAIMED},
    {"certainty", "smarter|cleverer|brainier", TOLD},
    {"certainty", "too late", EVERY},
    {"certainty", "forever|lifelong|permanent|permanently", EVERY},
    {"certainty", "for life", EVERY},
    {"certainty",
     "all babies|children|kids|toddlers|teens|teenagers|parents|families|mothers|"
     "fathers",
     EVERY},
    {"certainty", "every child|baby|parent|family|mother|father|teen|teenager|toddler", EVERY},
    {"certainty", "no child|baby|parent|family|mother|father can|will|ever", EVERY},
    {"certainty", "everyone|everybody|nobody knows", TOLD},
    /* A tired parent has enough of it. */
    {"guilt", "guilt|guilty|guiltily", EVERY},
    {"guilt", "blame|blames|blamed|blaming", TOLD},
    {"guilt", "shame|shames|shamed|shaming|shameful|ashamed", EVERY},
    {"guilt", "your|own|parent's|parents|caregiver's|whose|{} fault", EVERY},
    {"guilt", "at fault", EVERY},
    {"guilt", "neglect*|irresponsib*|uncaring", EVERY},
    {"guilt", "let|lets|letting {} down", EVERY},
    {"guilt", "let|lets|letting your|the child|baby|family down", EVERY},
    {"guilt", "you didn't|failed|forgot|neglected|refused|ignored", TOLD},
    {"guilt", "not enough love|attention|patience|effort", TOLD},
    {"guilt", "try|tried|trying|work harder", TOLD},
    {"guilt", "how could you", EVERY},
    {"guilt", "do better", TOLD},
    /* An offer, not an order. */
    {"prescription", "should|shouldn't|ought|oughtn't", TOLD},
    {"prescription", "must|mustn't", TOLD},
    {"prescription", "always|never", TOLD},
    {"prescription", "you|parents|caregivers|children|they|we need|have to", TOLD},
    {"prescription", "you've got to", TOLD},
    {"prescription", "make sure", TOLD},
    {"prescription", "be sure to|you", TOLD},
    {"prescription", "remember|don't|not forget|to", DO | KIND(WHY) | KIND(RESULT)},
    {"prescription", "important to|that", TOLD},
    {"prescription", "required|obliged|forbidden|mandatory", TOLD},
    {"prescription", "you had better", TOLD},
    {"prescription", "your job|duty|responsibility|obligation", TOLD},
    /* Words of the trade. */
    {"jargon", "dyad|dyads|dyadic|attunement|misattun*", TOLD},
    {"jargon", "regulat*|dysregulat*|coregulat*|coregulation", TOLD},
    {"jargon", "sensitivity|responsiveness|contingent|contingency|synchron*", TOLD},
    {"jargon", "internali*|externali*|sociali*|attribution*|mentali*|reflective", TOLD},
    {"jargon", "validat*|invalidat*|scaffold*|mirroring|reinforce*|modelling|modeling", TOLD},
    {"jargon",
     "cognitive|cognition|cognitions|affective|behavioural|behavioral|psycholog*|psychosocial",
     LED},
    {"jargon", "cortisol|oxytocin|dopamine|amygdala|neuron*|synap*", TOLD},
    {"jargon", "intervention*|paradigm*|modality|modalities|etiolog*|aetiolog*", TOLD},
    {"jargon", "latent|theta|posterior|covariance|likelihood|parameter*|algorithm*|psychometric*",
     TOLD},
    {"jargon", "statistical*|significan*|correlat*|variance|quantif*|metric*|assessment*|assess",
     TOLD},
    {"jargon", "strategy|strategies|optimi*|implement*|facilitat*|utili*|methodolog*|holistic",
     TOLD},
    {"jargon", "still face", UNNAMED},
    {"jargon", "attuned|misattuned", TOLD},
    {"jargon", "sensitive|responsive parent|parenting|parents|caregiver|caregiving|care", TOLD},
    {"jargon", "emotional|emotionally availab*|unavailab*|regulation|intelligence|literacy", TOLD},
    {"jargon", "quality time", TOLD},
    {"jargon", "serve and return", TOLD & ~(KIND(HELP) | KIND(CARD))},
    {"jargon", "toolbox|toolkit|self care", TOLD},
    /* Whoever cares for the child, however the family is made. */
    {"family", "he|she|him|his|her|hers|himself|herself", TOLD},
    {"family", "mother*|father*|mum|mums|mummy|mom|moms|mommy|dad|dads|daddy|mama|papa", TOLD},
    {"family", "maternal|paternal|motherly|fatherly", TOLD},
    {"family", "husband*|wife|wives|boyfriend*|girlfriend*", TOLD},
    {"family", "your|my|our partner|partner's|spouse|ex", ASKED},
    {"family", "other half", TOLD},
    {"family", "boy|boys|girl|girls|son|sons|daughter*", TOLD},
    {"family", "both|two|other|biological|real|birth parent|parents", TOLD},
    {"family", "breastfe*|breastmilk", ASKED},
    {"family", "breast fe*|milk", ASKED},
    {"family", "broken|single|normal home|homes|family|families|parent|parents", TOLD},
    /* A step costs nothing and a minute. */
    {"purchase", "buy|buys|buying|bought|purchas*|subscri*|download*|install|ticket|tickets", DO},
    {"purchase", "order some|a|new|online|in", DO},
    {"purchase", "pay|spend|save|cost|costs money|for", DO},
    {"purchase", "new toy|toys|book|books|app|game|games", DO},
    {"purchase", "restaurant|cinema|theme|amusement|holiday|trip", DO},
    {"minute", "for|spend|take # minutes|minute|hours|hour|days|weeks", DO},
    {"minute", "for|spend|take half|a|an an|few|hour|couple hour|minutes|hours|of", DO},
    {"minute", "for|spend|take an hour", DO},
    {"minute", "all|whole day|morning|evening|afternoon|weekend", DO},
    {"minute", "every|each day|night|morning|evening|afternoon|week|meal|time", DO},
    {"minute", "daily|nightly|weekly", DO},
};

/* Where such a word is kind, plain, or somebody's own: the whole phrase has to stand there. */
static const char *const allowed[] = {
    "not|isn't a test|exam|quiz|grade|score",
    "is|are no test|tests|grades|grade|score|scores|marks",
    "no grade|grades|score|scores|marks|test|tests|norm|norms|diagnosis|diagnoses|streak|streaks",
    "not a diagnosis|norm|grade|score|comparison|failure",
    "no|without blame|shame|guilt",
    "never|not diagnose|diagnoses|grade|grades|score|scores|compare|compares|rank|ranks",
    "cannot|can't|not diagnose|compare",
    "cannot|can't|not be compared",
    "too soon to compare",
    "nothing to compare",
    "no right or wrong answer|answers",
    "no wrong|right answer|answers",
    "no perfect",
    "not perfect",
    "not|don't need|have to be perfect",
    "nobody is perfect",
    "no one is perfect",
    "not|nobody's|isn't your fault",
    "nobody is to blame",
    "no one is to blame",
    "not to blame",
    "blame|blaming|blamed myself|yourself",
    "nothing to be ashamed",
    "than you need to",
    "not|isn't a weakness",
    "bad dream|dreams|day|days|news|mood|moods|weather|night|nights|luck|taste|patch",
    "not bad",
    "attune|it|this|map|page|that never|always",
    "not too late",
    "rarely|seldom|hardly too late",
    "hardly ever too late",
    "no|not the only way",
    "not the best|only way|thing|answer",
    "every child is different|their",
    "what kind of parent you are",
    "nobody knows how|what|which",
};

bool content_word_row(size_t row, const char **rule, const char **pattern, unsigned *kinds)
{
    if (row >= sizeof rows / sizeof rows[0])
        return false;
    *rule = rows[row].rule;
    *pattern = rows[row].pattern;
    *kinds = rows[row].kinds;
    return true;
}

static bool is_allowed(const struct tokens *t, size_t from, size_t n)
{
    for (size_t i = 0; i < sizeof allowed / sizeof allowed[0]; i++) {
        size_t first = from < 4 ? 0 : from - 4;
        for (size_t at = first; at <= from; at++)
            if (content_pattern(t, at, allowed[i]) >= from + n - at)
                return true;
    }
    return false;
}

static const char *hint(const char *rule)
{
    static const struct {
        const char *rule, *hint;
    } hints[] = {
        {"grade", "nothing here grades; say what happens between the two"},
        {"praise", "no praise for using attune; say what is there"},
        {"norm", "there is no norm to measure against"},
        {"comparison", "nobody is compared with anybody"},
        {"diagnosis", "attune does not diagnose; say it in everyday words"},
        {"label", "no label on a person; say what happens"},
        {"certainty", "nothing is this sure; hedge it or say what was found"},
        {"guilt", "no guilt; say what may help"},
        {"prescription", "an offer, not an order"},
        {"jargon", "a word of the trade; say it plainly"},
        {"family", "not every family is so; use the child's name, they, or grown-up"},
        {"purchase", "a step needs nothing to buy"},
        {"minute", "a step takes a minute at most, once"},
    };
    for (size_t i = 0; i < sizeof hints / sizeof hints[0]; i++)
        if (strcmp(hints[i].rule, rule) == 0)
            return hints[i].hint;
    return "not a word of ours";
}

/* The letters with which the pattern can begin, a bit each; bit 31 for all that is no letter. Most
 * rows begin with another letter than the word at hand: that is quickly seen. (No row begins with
 * #, which a number in words would fit too.) */
static uint32_t beginnings(const char *pattern)
{
    uint32_t letters = 0;
    for (const char *p = pattern; *p != '\0' && *p != ' '; p++)
        if (p == pattern || p[-1] == '|')
            letters |= *p >= 'a' && *p <= 'z' ? UINT32_C(1) << (*p - 'a') : UINT32_C(1) << 31;
    return letters;
}

/* Words of a bad day may stand where they are shown for what they are, and a parent may ask with
 * whatever weighs on them: "Is it too late?" A label on somebody hurts there as anywhere. */
static bool applies(const char *rule, enum content_text_kind kind)
{
    bool theirs = kind == CONTENT_TEXT_HARSH || kind == CONTENT_TEXT_ASK;
    return !theirs || strcmp(rule, "label") == 0 || strcmp(rule, "diagnosis") == 0 ||
           strcmp(rule, "family") == 0;
}

void content_lint_words(struct lint *lint)
{
    const struct tokens *t = &lint->tokens;
    unsigned kind = 1U << lint->kind;
    uint32_t begins[sizeof rows / sizeof rows[0]];
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        begins[i] = (rows[i].kinds & kind) != 0 && applies(rows[i].rule, lint->kind)
                        ? beginnings(rows[i].pattern)
                        : 0;
    for (size_t at = 0; at < t->n; at++) {
        uint32_t letter = beginnings(t->all[at].s);
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
            if ((begins[i] & letter) == 0)
                continue;
            size_t n = content_pattern(t, at, rows[i].pattern);
            /* A label on a button may be one bare word: an answer "Never" orders nobody. */
            bool bare = t->n == 1 && strcmp(rows[i].rule, "prescription") == 0;
            if (n == 0 || bare || is_allowed(t, at, n))
                continue;
            content_find_words(lint, rows[i].rule, at, at + n, hint(rows[i].rule));
            break; /* one finding for one place */
        }
    }
}
