// The loops over many rows that pay for vector instructions. They know code columns, byte tables, sketches and vectors,
// and nothing of what these stand for.
//
// Every function computes with whole numbers only, so that each instruction set gives the same bits. `level` chooses
// one: it must not be above what kith_best_level() answers. KITH_SCALAR is the plain twin of the others.
//
// Rows stand in blocks of 64. A column holds a byte a row, padded to whole blocks.
#ifndef KITH_MATCHING_KERNELS_H
#define KITH_MATCHING_KERNELS_H

#include <stddef.h>
#include <stdint.h>

enum { KITH_SCALAR = 0, KITH_AVX2 = 1, KITH_AVX512 = 2 };

enum {
  KITH_BLOCK_ROWS = 64,
  KITH_DIMENSIONS = 256,
  KITH_SKETCH_BYTES = 64,
  // The deficit of a row that is excluded; sums of deficits saturate at it.
  KITH_EXCLUDED = 255,
};

/// The fastest level that this machine has.
int kith_best_level(void);

/// A byte for each code of a column.
typedef struct {
  const uint8_t *codes;
  /// 256 bytes; those from `code_count` on are not used.
  const uint8_t *table;
  /// How many codes occur, 1 to 256: codes are below it.
  int32_t code_count;
} kith_lookup;

/// Two look-ups of which the lesser byte counts.
typedef struct {
  kith_lookup one;
  kith_lookup other;
} kith_choice;

/// Bytes that are the same for a whole block, and count for the rows whose code asks for them.
typedef struct {
  /// Table entries are 0 or 255.
  kith_lookup mask;
  /// One byte for each of the blocks listed.
  const uint8_t *deficits;
} kith_block_lookup;

/// Which codes occur in each block, a bit each, and which of them are allowed.
typedef struct {
  const uint64_t *occurring;
  uint64_t allowed;
} kith_class_test;

/// Lists the blocks in which, by every test, some code occurs that is allowed.
///
/// `blocks` has room for every block, and 8 more. Returns how many were listed.
size_t kith_list_blocks(
    int level, const kith_class_test *tests, size_t test_count, size_t block_count, uint32_t *blocks);

/// Writes, for each number of points, how far it falls short of the greatest, in steps of 2³² / reciprocal and less than
/// KITH_EXCLUDED, less `base`; KITH_EXCLUDED for points below 0.
///
/// No points are above `greatest`, and none that are not below 0 fall short by less than `base` steps.
void kith_deficits(
    int level, const int32_t *points, size_t count, int32_t greatest, uint64_t reciprocal, uint8_t base,
    uint8_t *deficits);

/// How near lists come to one wish, a step below 64 for each, and what each step gives as the best and as part of the mean.
typedef struct {
  const uint8_t *steps;
  /// 64 bytes each.
  const uint8_t *best;
  const uint8_t *mean;
} kith_wish;

/// Writes for each list what a table of 256 bytes has for the greatest of what the wishes give as the best and the sum of
/// what they give to the mean, added up saturating.
///
/// `count` is a multiple of 64.
void kith_wish_deficits(
    int level, const kith_wish *wishes, size_t wish_count, const uint8_t *of_sums, size_t count, uint8_t *deficits);

/// Adds to the deficit of each row of each block listed what its look-ups say: 64 bytes a block, saturating.
void kith_add_deficits(
    int level, const uint32_t *blocks, size_t block_count, const kith_lookup *lookups, size_t lookup_count,
    const kith_block_lookup *block_lookups, size_t block_lookup_count, uint8_t *deficits);

/// Adds to the deficit of each row of each block listed the lesser of what two look-ups say, saturating.
void kith_add_choice(int level, const uint32_t *blocks, size_t block_count, kith_choice choice, uint8_t *deficits);

/// Drops the blocks all of whose rows are excluded, with their deficits, and writes for each of the others which rows are
/// not: a word a block, a bit a row. Returns how many blocks are left, in order.
size_t kith_drop_excluded(int level, uint32_t *blocks, uint8_t *deficits, size_t block_count, uint64_t *left);

/// Lists the rows whose deficit is `least` to `most`, in order, with their deficits.
///
/// `rows` and `row_deficits` have room for every row of the blocks, and 64 more. Returns how many were listed.
size_t kith_collect(
    int level, const uint32_t *blocks, size_t block_count, const uint8_t *deficits, uint8_t least, uint8_t most,
    uint32_t *rows, uint8_t *row_deficits);

/// Adds to the deficit of each row what a table has for its code, and drops the rows whose sum is KITH_EXCLUDED.
///
/// `codes` has an entry for each row of the directory; `table` has one for each code and three bytes more. The lists have
/// room for 64 more. Returns how many rows are left, in order.
size_t kith_refine(
    int level, uint32_t *rows, uint8_t *deficits, size_t count, const uint32_t *codes, const uint8_t *table);

/// Moves the rows whose deficit is at most `most`, with their deficits, to other lists; those left move up, in order.
///
/// All lists have room for 64 more. Returns how many were moved.
size_t kith_take(
    int level, uint32_t *rows, uint8_t *deficits, size_t count, uint8_t most, uint32_t *taken, uint8_t *taken_deficits);

/// For each block listed the rows wanted of it whose code's table entry is not 0: a word a block, a bit a row.
void kith_select(
    int level, kith_lookup lookup, const uint32_t *blocks, const uint64_t *wanted, size_t block_count,
    uint64_t *selected);

/// For each sketch listed the product with a query of 64 components: sum of (sketch - 128) * query over the first
/// `signed_count` components and of sketch * query over the rest.
///
/// `query_sum` is the sum of the first `signed_count` components of the query.
void kith_sketch_products(
    int level, const uint8_t *sketches, const uint32_t *listed, size_t count, const int8_t *query, int32_t query_sum,
    int32_t *products);

/// Asks for a line of memory that will be read soon.
static inline void kith_prefetch(const void *address) { __builtin_prefetch(address); }

/// Asks for a whole vector of 256 components.
static inline void kith_prefetch_vector(const int16_t *vector) {
  for (int component = 0; component < KITH_DIMENSIONS; component += 32) __builtin_prefetch(vector + component);
}

/// The product of two vectors of 256 components. It wraps where it leaves 32 bits, which unit vectors never do.
int32_t kith_product(int level, const int16_t *one, const int16_t *other);

#endif
