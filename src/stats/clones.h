/* stats/clones.h: one loop compiled twice, the wider one taken where the processor has it.
 * AVX2 has no fused multiply-add in it, so both give the same bits.
 * SPDX-License-Identifier: LGPL-3.0-or-later */
#ifndef ATTUNE_STATS_CLONES_H
#define ATTUNE_STATS_CLONES_H

/* Sanitizers run their own start-up before the loader has chosen; they get the plain loop. */
#if defined(__x86_64__) && defined(__linux__) && defined(__GNUC__) && !defined(__clang__) &&       \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define STATS_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define STATS_CLONES
#endif

/* A part of such a loop in a function of its own: compiled with whichever clone it stands in. */
#if defined(__GNUC__)
#define STATS_CLONE_PART static inline __attribute__((always_inline))
#else
#define STATS_CLONE_PART static inline
#endif

#endif
