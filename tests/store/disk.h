/* tests/store/disk.h: a disk in memory under SQLite, which can fail at any call and lose its power
 * at any moment.
 *
 * It keeps a log of everything that was asked of it. From that log it can show what might be found
 * after a power cut: what was synced, and of the rest any part, sector by sector.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef ATTUNE_TESTS_STORE_DISK_H
#define ATTUNE_TESTS_STORE_DISK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Makes the disk SQLite's own, empty. Once per process. */
void disk_register(void);
/* Empties the disk and its log, and fails nothing. Without a log there are no power cuts, but a
 * long life costs no memory. */
void disk_reset(bool with_log);

/* From now on the n-th call that reads, writes, syncs, opens or deletes fails, and with `for_good`
 * all after it; n = 0: none. `full`: only what needs room fails, as on a full disk. */
void disk_fail_at(size_t n, bool for_good, bool full);
size_t disk_calls(void); /* since then */

/* Syncs say that they are done and do nothing: what a test of power cuts must notice. */
void disk_lie(bool lie);

/* Writes into the log that something was acknowledged. */
void disk_acknowledge(void);
size_t disk_log_length(void);
/* How many acknowledgements stand among the first n entries. */
size_t disk_acknowledged(size_t n);
/* The disk becomes what it might be after a power cut behind the first n entries of the log: the
 * choices follow from *random. The log stays as it is, and nothing more is added to it until
 * disk_reset. */
void disk_cut_power(size_t n, uint64_t *random);

/* Whether the bytes stand anywhere in any file. */
bool disk_holds(const void *bytes, size_t n);

#endif
