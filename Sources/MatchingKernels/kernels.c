#include "MatchingKernels.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#define HAS_X86 1
#define AVX2 __attribute__((target("avx2")))
#define AVX512 \
  __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512vbmi,avx512vbmi2,avx512vnni")))
#else
#define HAS_X86 0
#endif

// Blocks whose deficits stay in the first-level cache while the tables go over them.
enum { BLOCKS_AT_ONCE = 64 };

int kith_best_level(void) {
#if HAS_X86
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
      __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vbmi") &&
      __builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("avx512vnni"))
    return KITH_AVX512;
  if (__builtin_cpu_supports("avx2")) return KITH_AVX2;
#endif
  return KITH_SCALAR;
}

// ---- plain

static uint8_t add_saturating(uint8_t one, uint8_t other) {
  unsigned sum = (unsigned)one + other;
  return sum > KITH_EXCLUDED ? KITH_EXCLUDED : (uint8_t)sum;
}

static size_t list_blocks_plain(const kith_class_test *tests, size_t test_count, size_t block_count, uint32_t *blocks) {
  size_t count = 0;
  for (size_t block = 0; block < block_count; block++) {
    int open = 1;
    for (size_t test = 0; test < test_count; test++) open &= (tests[test].occurring[block] & tests[test].allowed) != 0;
    blocks[count] = (uint32_t)block;
    count += (size_t)open;
  }
  return count;
}

static void wish_deficits_plain(
    const kith_wish *wishes, size_t wish_count, const uint8_t *of_sums, size_t count, uint8_t *deficits) {
  for (size_t list = 0; list < count; list++) {
    uint8_t best = 0, mean = 0;
    for (size_t wish = 0; wish < wish_count; wish++) {
      uint8_t step = wishes[wish].steps[list];
      if (wishes[wish].best[step] > best) best = wishes[wish].best[step];
      mean = add_saturating(mean, wishes[wish].mean[step]);
    }
    deficits[list] = of_sums[add_saturating(best, mean)];
  }
}

static void add_lookup_plain(kith_lookup lookup, const uint32_t *blocks, size_t count, uint8_t *deficits) {
  for (size_t block = 0; block < count; block++) {
    const uint8_t *codes = lookup.codes + (size_t)blocks[block] * KITH_BLOCK_ROWS;
    uint8_t *sums = deficits + block * KITH_BLOCK_ROWS;
    for (int row = 0; row < KITH_BLOCK_ROWS; row++) sums[row] = add_saturating(sums[row], lookup.table[codes[row]]);
  }
}

static void add_choice_plain(kith_choice choice, const uint32_t *blocks, size_t count, uint8_t *deficits) {
  for (size_t block = 0; block < count; block++) {
    const uint8_t *ones = choice.one.codes + (size_t)blocks[block] * KITH_BLOCK_ROWS;
    const uint8_t *others = choice.other.codes + (size_t)blocks[block] * KITH_BLOCK_ROWS;
    uint8_t *sums = deficits + block * KITH_BLOCK_ROWS;
    for (int row = 0; row < KITH_BLOCK_ROWS; row++) {
      uint8_t one = choice.one.table[ones[row]], other = choice.other.table[others[row]];
      sums[row] = add_saturating(sums[row], one < other ? one : other);
    }
  }
}

static void add_block_lookup_plain(
    kith_block_lookup lookup, const uint32_t *blocks, size_t first, size_t count, uint8_t *deficits) {
  for (size_t block = 0; block < count; block++) {
    const uint8_t *codes = lookup.mask.codes + (size_t)blocks[block] * KITH_BLOCK_ROWS;
    uint8_t *sums = deficits + block * KITH_BLOCK_ROWS;
    uint8_t deficit = lookup.deficits[first + block];
    for (int row = 0; row < KITH_BLOCK_ROWS; row++)
      sums[row] = add_saturating(sums[row], lookup.mask.table[codes[row]] & deficit);
  }
}

static size_t drop_excluded_plain(uint32_t *blocks, uint8_t *deficits, size_t block_count, uint64_t *left) {
  size_t count = 0;
  for (size_t block = 0; block < block_count; block++) {
    const uint8_t *sums = deficits + block * KITH_BLOCK_ROWS;
    uint64_t bits = 0;
    for (int row = 0; row < KITH_BLOCK_ROWS; row++) bits |= (uint64_t)(sums[row] != KITH_EXCLUDED) << row;
    blocks[count] = blocks[block];
    left[count] = bits;
    memmove(deficits + count * KITH_BLOCK_ROWS, sums, KITH_BLOCK_ROWS);
    count += bits != 0;
  }
  return count;
}

static size_t collect_plain(
    const uint32_t *blocks, size_t block_count, const uint8_t *deficits, uint8_t least, uint8_t most, uint32_t *rows,
    uint8_t *row_deficits) {
  size_t count = 0;
  for (size_t block = 0; block < block_count; block++) {
    const uint8_t *sums = deficits + block * KITH_BLOCK_ROWS;
    for (uint32_t row = 0; row < KITH_BLOCK_ROWS; row++) {
      // Written always and kept only where it counts: a branch here would be mispredicted all the time.
      rows[count] = blocks[block] * KITH_BLOCK_ROWS + row;
      row_deficits[count] = sums[row];
      count += sums[row] >= least && sums[row] <= most;
    }
  }
  return count;
}

static size_t refine_plain(
    uint32_t *rows, uint8_t *deficits, size_t count, const uint32_t *codes, const uint8_t *table) {
  size_t kept = 0;
  for (size_t index = 0; index < count; index++) {
    uint8_t more = table[codes[rows[index]]];
    rows[kept] = rows[index];
    deficits[kept] = add_saturating(deficits[index], more);
    kept += deficits[kept] != KITH_EXCLUDED;
  }
  return kept;
}

static size_t take_plain(
    uint32_t *rows, uint8_t *deficits, size_t count, uint8_t most, uint32_t *taken, uint8_t *taken_deficits) {
  size_t kept = 0, found = 0;
  for (size_t index = 0; index < count; index++) {
    uint32_t row = rows[index];
    uint8_t deficit = deficits[index];
    // Written to both, and kept in one.
    taken[found] = rows[kept] = row;
    taken_deficits[found] = deficits[kept] = deficit;
    found += deficit <= most;
    kept += deficit > most;
  }
  return found;
}

static inline __attribute__((always_inline)) void write_deficits(
    const int32_t *points, size_t count, int32_t greatest, uint64_t reciprocal, uint8_t base, uint8_t *deficits) {
  for (size_t index = 0; index < count; index++) {
    uint64_t steps = (uint64_t)((uint32_t)greatest - (uint32_t)points[index]) * reciprocal >> 32;
    uint8_t deficit = (uint8_t)((steps < KITH_EXCLUDED - 1 ? steps : KITH_EXCLUDED - 1) - base);
    deficits[index] = points[index] < 0 ? KITH_EXCLUDED : deficit;
  }
}

static uint64_t select_of_block_plain(kith_lookup lookup, size_t block) {
  const uint8_t *codes = lookup.codes + block * KITH_BLOCK_ROWS;
  uint64_t bits = 0;
  for (int row = 0; row < KITH_BLOCK_ROWS; row++) bits |= (uint64_t)(lookup.table[codes[row]] != 0) << row;
  return bits;
}

static void select_plain(
    kith_lookup lookup, const uint32_t *blocks, const uint64_t *wanted, size_t block_count, uint64_t *selected) {
  for (size_t block = 0; block < block_count; block++)
    selected[block] = wanted[block] ? wanted[block] & select_of_block_plain(lookup, blocks[block]) : 0;
}

static inline __attribute__((always_inline)) int32_t sketch_product(const uint8_t *sketch, const int8_t *query) {
  int32_t sum = 0;
  for (int component = 0; component < KITH_SKETCH_BYTES; component++)
    sum += (int32_t)sketch[component] * (int32_t)query[component];
  return sum;
}

static inline __attribute__((always_inline)) int32_t vector_product(const int16_t *one, const int16_t *other) {
  uint32_t sum = 0;
  for (int component = 0; component < KITH_DIMENSIONS; component++)
    sum += (uint32_t)((int32_t)one[component] * (int32_t)other[component]);
  return (int32_t)sum;
}

static void sketch_products_plain(
    const uint8_t *sketches, const uint32_t *listed, size_t count, const int8_t *query, int32_t offset,
    int32_t *products) {
  for (size_t index = 0; index < count; index++)
    products[index] = sketch_product(sketches + (size_t)listed[index] * KITH_SKETCH_BYTES, query) - offset;
}

// ---- 256-bit vectors

#if HAS_X86

// The entries of a table of up to 256 bytes for 32 codes: sixteen at a time, each slice where the code lies in it.
AVX2 static inline __m256i look_up_avx2(const __m256i *slices, int slice_count, __m256i codes) {
  if (slice_count == 1) return _mm256_shuffle_epi8(slices[0], codes);
  __m256i found = _mm256_setzero_si256();
  for (int slice = 0; slice < slice_count; slice++) {
    // Codes of this slice become 0x70 to 0x7F; all others get the top bit, for which the shuffle answers 0.
    __m256i within =
        _mm256_adds_epu8(_mm256_xor_si256(codes, _mm256_set1_epi8((char)(slice << 4))), _mm256_set1_epi8(0x70));
    found = _mm256_or_si256(found, _mm256_shuffle_epi8(slices[slice], within));
  }
  return found;
}

AVX2 static int load_slices_avx2(kith_lookup lookup, __m256i *slices) {
  int count = (lookup.code_count + 15) / 16;
  for (int slice = 0; slice < count; slice++)
    slices[slice] = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(lookup.table + slice * 16)));
  return count;
}

AVX2 static void add_lookup_avx2(kith_lookup lookup, const uint32_t *blocks, size_t count, uint8_t *deficits) {
  __m256i slices[16];
  int slice_count = load_slices_avx2(lookup, slices);
  for (size_t block = 0; block < count; block++) {
    const __m256i *codes = (const __m256i *)(lookup.codes + (size_t)blocks[block] * KITH_BLOCK_ROWS);
    __m256i *sums = (__m256i *)(deficits + block * KITH_BLOCK_ROWS);
    for (int half = 0; half < 2; half++) {
      __m256i found = look_up_avx2(slices, slice_count, _mm256_loadu_si256(codes + half));
      _mm256_storeu_si256(sums + half, _mm256_adds_epu8(_mm256_loadu_si256(sums + half), found));
    }
  }
}

AVX2 static void add_choice_avx2(kith_choice choice, const uint32_t *blocks, size_t count, uint8_t *deficits) {
  __m256i of_one[16], of_other[16];
  int one_count = load_slices_avx2(choice.one, of_one), other_count = load_slices_avx2(choice.other, of_other);
  for (size_t block = 0; block < count; block++) {
    const __m256i *ones = (const __m256i *)(choice.one.codes + (size_t)blocks[block] * KITH_BLOCK_ROWS);
    const __m256i *others = (const __m256i *)(choice.other.codes + (size_t)blocks[block] * KITH_BLOCK_ROWS);
    __m256i *sums = (__m256i *)(deficits + block * KITH_BLOCK_ROWS);
    for (int half = 0; half < 2; half++) {
      __m256i one = look_up_avx2(of_one, one_count, _mm256_loadu_si256(ones + half));
      __m256i other = look_up_avx2(of_other, other_count, _mm256_loadu_si256(others + half));
      _mm256_storeu_si256(sums + half, _mm256_adds_epu8(_mm256_loadu_si256(sums + half), _mm256_min_epu8(one, other)));
    }
  }
}

AVX2 static void add_block_lookup_avx2(
    kith_block_lookup lookup, const uint32_t *blocks, size_t first, size_t count, uint8_t *deficits) {
  __m256i slices[16];
  int slice_count = load_slices_avx2(lookup.mask, slices);
  for (size_t block = 0; block < count; block++) {
    const __m256i *codes = (const __m256i *)(lookup.mask.codes + (size_t)blocks[block] * KITH_BLOCK_ROWS);
    __m256i *sums = (__m256i *)(deficits + block * KITH_BLOCK_ROWS);
    __m256i deficit = _mm256_set1_epi8((char)lookup.deficits[first + block]);
    for (int half = 0; half < 2; half++) {
      __m256i found = look_up_avx2(slices, slice_count, _mm256_loadu_si256(codes + half));
      __m256i sum = _mm256_adds_epu8(_mm256_loadu_si256(sums + half), _mm256_and_si256(found, deficit));
      _mm256_storeu_si256(sums + half, sum);
    }
  }
}

// Which of 32 numbers lie within two others, a bit each.
AVX2 static inline uint64_t within_avx2(__m256i numbers, __m256i least, __m256i most) {
  __m256i within = _mm256_min_epu8(_mm256_max_epu8(numbers, least), most);
  return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(within, numbers));
}

AVX2 static size_t drop_excluded_avx2(uint32_t *blocks, uint8_t *deficits, size_t block_count, uint64_t *left) {
  const __m256i least = _mm256_setzero_si256(), most = _mm256_set1_epi8((char)(KITH_EXCLUDED - 1));
  size_t count = 0;
  for (size_t block = 0; block < block_count; block++) {
    const __m256i *sums = (const __m256i *)(deficits + block * KITH_BLOCK_ROWS);
    __m256i low = _mm256_loadu_si256(sums), high = _mm256_loadu_si256(sums + 1);
    __m256i *kept = (__m256i *)(deficits + count * KITH_BLOCK_ROWS);
    _mm256_storeu_si256(kept, low);
    _mm256_storeu_si256(kept + 1, high);
    blocks[count] = blocks[block];
    left[count] = within_avx2(low, least, most) | within_avx2(high, least, most) << 32;
    count += left[count] != 0;
  }
  return count;
}

AVX2 static size_t collect_avx2(
    const uint32_t *blocks, size_t block_count, const uint8_t *deficits, uint8_t least, uint8_t most, uint32_t *rows,
    uint8_t *row_deficits) {
  size_t count = 0;
  const __m256i from = _mm256_set1_epi8((char)least), to = _mm256_set1_epi8((char)most);
  for (size_t block = 0; block < block_count; block++) {
    const uint8_t *sums = deficits + block * KITH_BLOCK_ROWS;
    __m256i low = _mm256_loadu_si256((const __m256i *)sums), high = _mm256_loadu_si256((const __m256i *)(sums + 32));
    uint64_t kept = within_avx2(low, from, to) | within_avx2(high, from, to) << 32;
    for (; kept; kept &= kept - 1) {
      uint32_t row = (uint32_t)__builtin_ctzll(kept);
      rows[count] = blocks[block] * KITH_BLOCK_ROWS + row;
      row_deficits[count++] = sums[row];
    }
  }
  return count;
}

AVX2 static void deficits_avx2(
    const int32_t *points, size_t count, int32_t greatest, uint64_t reciprocal, uint8_t base, uint8_t *deficits) {
  write_deficits(points, count, greatest, reciprocal, base, deficits);
}

AVX2 static void select_avx2(
    kith_lookup lookup, const uint32_t *blocks, const uint64_t *wanted, size_t block_count, uint64_t *selected) {
  __m256i slices[16];
  int slice_count = load_slices_avx2(lookup, slices);
  for (size_t block = 0; block < block_count; block++) {
    selected[block] = 0;
    if (!wanted[block]) continue;
    const __m256i *codes = (const __m256i *)(lookup.codes + (size_t)blocks[block] * KITH_BLOCK_ROWS);
    uint64_t zeros = 0;
    for (int half = 0; half < 2; half++) {
      __m256i found = look_up_avx2(slices, slice_count, _mm256_loadu_si256(codes + half));
      __m256i is_zero = _mm256_cmpeq_epi8(found, _mm256_setzero_si256());
      zeros |= (uint64_t)(uint32_t)_mm256_movemask_epi8(is_zero) << (32 * half);
    }
    selected[block] = wanted[block] & ~zeros;
  }
}

AVX2 static void sketch_products_avx2(
    const uint8_t *sketches, const uint32_t *listed, size_t count, const int8_t *query, int32_t offset,
    int32_t *products) {
  for (size_t index = 0; index < count; index++)
    products[index] = sketch_product(sketches + (size_t)listed[index] * KITH_SKETCH_BYTES, query) - offset;
}

AVX2 static int32_t product_avx2(const int16_t *one, const int16_t *other) { return vector_product(one, other); }

// ---- 512-bit vectors

// The entries of a table of up to 256 bytes for 64 codes.
AVX512 static inline __m512i look_up_avx512(const __m512i *table, int quarters, __m512i codes) {
  if (quarters == 1) return _mm512_permutexvar_epi8(codes, table[0]);
  __m512i low = _mm512_permutex2var_epi8(table[0], codes, table[1]);
  if (quarters == 2) return low;
  __m512i high = _mm512_permutex2var_epi8(table[2], codes, table[3]);
  return _mm512_mask_blend_epi8(_mm512_movepi8_mask(codes), low, high);
}

// Tables are loaded whole: they always have 256 bytes.
AVX512 static int load_table_avx512(kith_lookup lookup, __m512i *table) {
  for (int quarter = 0; quarter < 4; quarter++) table[quarter] = _mm512_loadu_si512(lookup.table + quarter * 64);
  return lookup.code_count <= 64 ? 1 : lookup.code_count <= 128 ? 2 : 4;
}

AVX512 static size_t list_blocks_avx512(
    const kith_class_test *tests, size_t test_count, size_t block_count, uint32_t *blocks) {
  const __m256i places = _mm256_set_epi32(7, 6, 5, 4, 3, 2, 1, 0);
  size_t count = 0;
  for (size_t block = 0; block < block_count; block += 8) {
    __mmask8 open = block_count - block < 8 ? (__mmask8)((1u << (block_count - block)) - 1) : 0xFF;
    for (size_t test = 0; test < test_count; test++) {
      __m512i occurring = _mm512_maskz_loadu_epi64(open, tests[test].occurring + block);
      open = _mm512_mask_test_epi64_mask(open, occurring, _mm512_set1_epi64((long long)tests[test].allowed));
    }
    __m256i numbers = _mm256_add_epi32(places, _mm256_set1_epi32((int)block));
    _mm256_storeu_si256((__m256i *)(blocks + count), _mm256_maskz_compress_epi32(open, numbers));
    count += (size_t)__builtin_popcount(open);
  }
  return count;
}

AVX512 static void wish_deficits_avx512(
    const kith_wish *wishes, size_t wish_count, const uint8_t *of_sums, size_t count, uint8_t *deficits) {
  kith_lookup sums = {deficits, of_sums, 256};
  __m512i table[4];
  int quarters = load_table_avx512(sums, table);
  for (size_t list = 0; list < count; list += 64) {
    __m512i best = _mm512_setzero_si512(), mean = _mm512_setzero_si512();
    for (size_t wish = 0; wish < wish_count; wish++) {
      __m512i steps = _mm512_loadu_si512(wishes[wish].steps + list);
      best = _mm512_max_epu8(best, _mm512_permutexvar_epi8(steps, _mm512_loadu_si512(wishes[wish].best)));
      mean = _mm512_adds_epu8(mean, _mm512_permutexvar_epi8(steps, _mm512_loadu_si512(wishes[wish].mean)));
    }
    _mm512_storeu_si512(deficits + list, look_up_avx512(table, quarters, _mm512_adds_epu8(best, mean)));
  }
}

AVX512 static void add_lookup_avx512(kith_lookup lookup, const uint32_t *blocks, size_t count, uint8_t *deficits) {
  __m512i table[4];
  int quarters = load_table_avx512(lookup, table);
  for (size_t block = 0; block < count; block++) {
    __m512i codes = _mm512_loadu_si512(lookup.codes + (size_t)blocks[block] * KITH_BLOCK_ROWS);
    uint8_t *sums = deficits + block * KITH_BLOCK_ROWS;
    __m512i found = look_up_avx512(table, quarters, codes);
    _mm512_storeu_si512(sums, _mm512_adds_epu8(_mm512_loadu_si512(sums), found));
  }
}

AVX512 static void add_choice_avx512(kith_choice choice, const uint32_t *blocks, size_t count, uint8_t *deficits) {
  __m512i of_one[4], of_other[4];
  int one_quarters = load_table_avx512(choice.one, of_one), other_quarters = load_table_avx512(choice.other, of_other);
  for (size_t block = 0; block < count; block++) {
    size_t first = (size_t)blocks[block] * KITH_BLOCK_ROWS;
    __m512i one = look_up_avx512(of_one, one_quarters, _mm512_loadu_si512(choice.one.codes + first));
    __m512i other = look_up_avx512(of_other, other_quarters, _mm512_loadu_si512(choice.other.codes + first));
    uint8_t *sums = deficits + block * KITH_BLOCK_ROWS;
    _mm512_storeu_si512(sums, _mm512_adds_epu8(_mm512_loadu_si512(sums), _mm512_min_epu8(one, other)));
  }
}

AVX512 static void add_block_lookup_avx512(
    kith_block_lookup lookup, const uint32_t *blocks, size_t first, size_t count, uint8_t *deficits) {
  __m512i table[4];
  int quarters = load_table_avx512(lookup.mask, table);
  for (size_t block = 0; block < count; block++) {
    __m512i codes = _mm512_loadu_si512(lookup.mask.codes + (size_t)blocks[block] * KITH_BLOCK_ROWS);
    uint8_t *sums = deficits + block * KITH_BLOCK_ROWS;
    __m512i found = look_up_avx512(table, quarters, codes);
    __m512i deficit = _mm512_and_si512(found, _mm512_set1_epi8((char)lookup.deficits[first + block]));
    _mm512_storeu_si512(sums, _mm512_adds_epu8(_mm512_loadu_si512(sums), deficit));
  }
}

AVX512 static size_t drop_excluded_avx512(uint32_t *blocks, uint8_t *deficits, size_t block_count, uint64_t *left) {
  const __m512i excluded = _mm512_set1_epi8((char)KITH_EXCLUDED);
  size_t count = 0;
  for (size_t block = 0; block < block_count; block++) {
    __m512i sums = _mm512_loadu_si512(deficits + block * KITH_BLOCK_ROWS);
    _mm512_storeu_si512(deficits + count * KITH_BLOCK_ROWS, sums);
    blocks[count] = blocks[block];
    left[count] = _mm512_cmpneq_epu8_mask(sums, excluded);
    count += left[count] != 0;
  }
  return count;
}

AVX512 static size_t collect_avx512(
    const uint32_t *blocks, size_t block_count, const uint8_t *deficits, uint8_t least, uint8_t most, uint32_t *rows,
    uint8_t *row_deficits) {
  const __m512i places = _mm512_set_epi32(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
  const __m512i from = _mm512_set1_epi8((char)least), to = _mm512_set1_epi8((char)most);
  size_t count = 0;
  for (size_t block = 0; block < block_count; block++) {
    __m512i sums = _mm512_loadu_si512(deficits + block * KITH_BLOCK_ROWS);
    uint64_t kept = _mm512_mask_cmple_epu8_mask(_mm512_cmpge_epu8_mask(sums, from), sums, to);
    if (!kept) continue;
    _mm512_storeu_si512(row_deficits + count, _mm512_maskz_compress_epi8(kept, sums));
    uint32_t first = blocks[block] * KITH_BLOCK_ROWS;
    for (uint32_t quarter = 0; quarter < 4; quarter++) {
      __mmask16 of_quarter = (__mmask16)(kept >> (16 * quarter));
      __m512i numbers = _mm512_add_epi32(places, _mm512_set1_epi32((int)(first + 16 * quarter)));
      _mm512_storeu_si512(rows + count, _mm512_maskz_compress_epi32(of_quarter, numbers));
      count += (size_t)__builtin_popcount(of_quarter);
    }
  }
  return count;
}

AVX512 static size_t refine_avx512(
    uint32_t *rows, uint8_t *deficits, size_t count, const uint32_t *codes, const uint8_t *table) {
  const __m512i low_byte = _mm512_set1_epi32(0xFF);
  const __m128i excluded = _mm_set1_epi8((char)KITH_EXCLUDED);
  size_t kept = 0;
  for (size_t index = 0; index < count; index += 16) {
    __mmask16 there = count - index < 16 ? (__mmask16)((1u << (count - index)) - 1) : 0xFFFF;
    __m512i some = _mm512_maskz_loadu_epi32(there, rows + index);
    __m512i found = _mm512_mask_i32gather_epi32(_mm512_setzero_si512(), there, some, codes, 4);
    // Four bytes are read for each code, and the first one counts.
    __m512i more = _mm512_and_si512(
        _mm512_mask_i32gather_epi32(_mm512_setzero_si512(), there, found, table, 1), low_byte);
    __m128i sums = _mm_adds_epu8(_mm_maskz_loadu_epi8(there, deficits + index), _mm512_cvtepi32_epi8(more));
    __mmask16 keep = _mm_mask_cmpneq_epu8_mask(there, sums, excluded);
    _mm512_storeu_si512(rows + kept, _mm512_maskz_compress_epi32(keep, some));
    _mm_storeu_si128((__m128i *)(deficits + kept), _mm_maskz_compress_epi8(keep, sums));
    kept += (size_t)__builtin_popcount(keep);
  }
  return kept;
}

AVX512 static size_t take_avx512(
    uint32_t *rows, uint8_t *deficits, size_t count, uint8_t most, uint32_t *taken, uint8_t *taken_deficits) {
  const __m128i limit = _mm_set1_epi8((char)most);
  size_t kept = 0, found = 0;
  for (size_t index = 0; index < count; index += 16) {
    __mmask16 there = count - index < 16 ? (__mmask16)((1u << (count - index)) - 1) : 0xFFFF;
    __m512i some = _mm512_maskz_loadu_epi32(there, rows + index);
    __m128i of_some = _mm_maskz_loadu_epi8(there, deficits + index);
    __mmask16 take = _mm_mask_cmple_epu8_mask(there, of_some, limit), keep = there & (__mmask16)~take;
    _mm512_storeu_si512(taken + found, _mm512_maskz_compress_epi32(take, some));
    _mm_storeu_si128((__m128i *)(taken_deficits + found), _mm_maskz_compress_epi8(take, of_some));
    _mm512_storeu_si512(rows + kept, _mm512_maskz_compress_epi32(keep, some));
    _mm_storeu_si128((__m128i *)(deficits + kept), _mm_maskz_compress_epi8(keep, of_some));
    found += (size_t)__builtin_popcount(take);
    kept += (size_t)__builtin_popcount(keep);
  }
  return found;
}

AVX512 static void deficits_avx512(
    const int32_t *points, size_t count, int32_t greatest, uint64_t reciprocal, uint8_t base, uint8_t *deficits) {
  write_deficits(points, count, greatest, reciprocal, base, deficits);
}

AVX512 static void select_avx512(
    kith_lookup lookup, const uint32_t *blocks, const uint64_t *wanted, size_t block_count, uint64_t *selected) {
  __m512i table[4];
  int quarters = load_table_avx512(lookup, table);
  for (size_t block = 0; block < block_count; block++) {
    selected[block] = 0;
    if (!wanted[block]) continue;
    const uint8_t *codes = lookup.codes + (size_t)blocks[block] * KITH_BLOCK_ROWS;
    __m512i found = look_up_avx512(table, quarters, _mm512_loadu_si512(codes));
    selected[block] = wanted[block] & _mm512_test_epi8_mask(found, found);
  }
}

AVX512 static void sketch_products_avx512(
    const uint8_t *sketches, const uint32_t *listed, size_t count, const int8_t *query, int32_t offset,
    int32_t *products) {
  __m512i components = _mm512_loadu_si512(query);
  for (size_t index = 0; index < count; index++) {
    __m512i sketch = _mm512_loadu_si512(sketches + (size_t)listed[index] * KITH_SKETCH_BYTES);
    __m512i sums = _mm512_dpbusd_epi32(_mm512_setzero_si512(), sketch, components);
    products[index] = _mm512_reduce_add_epi32(sums) - offset;
  }
}

AVX512 static int32_t product_avx512(const int16_t *one, const int16_t *other) {
  __m512i even = _mm512_setzero_si512(), odd = _mm512_setzero_si512();
  for (int component = 0; component < KITH_DIMENSIONS; component += 64) {
    even = _mm512_dpwssd_epi32(even, _mm512_loadu_si512(one + component), _mm512_loadu_si512(other + component));
    odd =
        _mm512_dpwssd_epi32(odd, _mm512_loadu_si512(one + component + 32), _mm512_loadu_si512(other + component + 32));
  }
  return _mm512_reduce_add_epi32(_mm512_add_epi32(even, odd));
}

#endif

// ---- dispatch

size_t kith_list_blocks(
    int level, const kith_class_test *tests, size_t test_count, size_t block_count, uint32_t *blocks) {
#if HAS_X86
  if (level == KITH_AVX512) return list_blocks_avx512(tests, test_count, block_count, blocks);
#endif
  return list_blocks_plain(tests, test_count, block_count, blocks);
}

void kith_deficits(
    int level, const int32_t *points, size_t count, int32_t greatest, uint64_t reciprocal, uint8_t base,
    uint8_t *deficits) {
#if HAS_X86
  if (level == KITH_AVX512) return deficits_avx512(points, count, greatest, reciprocal, base, deficits);
  if (level == KITH_AVX2) return deficits_avx2(points, count, greatest, reciprocal, base, deficits);
#endif
  write_deficits(points, count, greatest, reciprocal, base, deficits);
}

void kith_wish_deficits(
    int level, const kith_wish *wishes, size_t wish_count, const uint8_t *of_sums, size_t count, uint8_t *deficits) {
#if HAS_X86
  if (level == KITH_AVX512) return wish_deficits_avx512(wishes, wish_count, of_sums, count, deficits);
#endif
  wish_deficits_plain(wishes, wish_count, of_sums, count, deficits);
}

void kith_add_deficits(
    int level, const uint32_t *blocks, size_t block_count, const kith_lookup *lookups, size_t lookup_count,
    const kith_block_lookup *block_lookups, size_t block_lookup_count, uint8_t *deficits) {
  for (size_t first = 0; first < block_count; first += BLOCKS_AT_ONCE) {
    size_t count = block_count - first < BLOCKS_AT_ONCE ? block_count - first : BLOCKS_AT_ONCE;
    uint8_t *sums = deficits + first * KITH_BLOCK_ROWS;
    for (size_t index = 0; index < lookup_count; index++) {
#if HAS_X86
      if (level == KITH_AVX512) add_lookup_avx512(lookups[index], blocks + first, count, sums);
      // Beyond a few slices the shuffles cost more than plain loads.
      else if (level == KITH_AVX2 && lookups[index].code_count <= 96)
        add_lookup_avx2(lookups[index], blocks + first, count, sums);
      else
#endif
        add_lookup_plain(lookups[index], blocks + first, count, sums);
    }
    for (size_t index = 0; index < block_lookup_count; index++) {
#if HAS_X86
      if (level == KITH_AVX512) add_block_lookup_avx512(block_lookups[index], blocks + first, first, count, sums);
      else if (level == KITH_AVX2) add_block_lookup_avx2(block_lookups[index], blocks + first, first, count, sums);
      else
#endif
        add_block_lookup_plain(block_lookups[index], blocks + first, first, count, sums);
    }
  }
}

void kith_add_choice(int level, const uint32_t *blocks, size_t block_count, kith_choice choice, uint8_t *deficits) {
#if HAS_X86
  if (level == KITH_AVX512) return add_choice_avx512(choice, blocks, block_count, deficits);
  if (level == KITH_AVX2) return add_choice_avx2(choice, blocks, block_count, deficits);
#endif
  add_choice_plain(choice, blocks, block_count, deficits);
}

size_t kith_drop_excluded(int level, uint32_t *blocks, uint8_t *deficits, size_t block_count, uint64_t *left) {
#if HAS_X86
  if (level == KITH_AVX512) return drop_excluded_avx512(blocks, deficits, block_count, left);
  if (level == KITH_AVX2) return drop_excluded_avx2(blocks, deficits, block_count, left);
#endif
  return drop_excluded_plain(blocks, deficits, block_count, left);
}

size_t kith_collect(
    int level, const uint32_t *blocks, size_t block_count, const uint8_t *deficits, uint8_t least, uint8_t most,
    uint32_t *rows, uint8_t *row_deficits) {
#if HAS_X86
  if (level == KITH_AVX512) return collect_avx512(blocks, block_count, deficits, least, most, rows, row_deficits);
  if (level == KITH_AVX2) return collect_avx2(blocks, block_count, deficits, least, most, rows, row_deficits);
#endif
  return collect_plain(blocks, block_count, deficits, least, most, rows, row_deficits);
}

size_t kith_refine(
    int level, uint32_t *rows, uint8_t *deficits, size_t count, const uint32_t *codes, const uint8_t *table) {
#if HAS_X86
  if (level == KITH_AVX512) return refine_avx512(rows, deficits, count, codes, table);
#endif
  return refine_plain(rows, deficits, count, codes, table);
}

size_t kith_take(
    int level, uint32_t *rows, uint8_t *deficits, size_t count, uint8_t most, uint32_t *taken,
    uint8_t *taken_deficits) {
#if HAS_X86
  if (level == KITH_AVX512) return take_avx512(rows, deficits, count, most, taken, taken_deficits);
#endif
  return take_plain(rows, deficits, count, most, taken, taken_deficits);
}

void kith_select(
    int level, kith_lookup lookup, const uint32_t *blocks, const uint64_t *wanted, size_t block_count,
    uint64_t *selected) {
#if HAS_X86
  if (level == KITH_AVX512) return select_avx512(lookup, blocks, wanted, block_count, selected);
  if (level == KITH_AVX2) return select_avx2(lookup, blocks, wanted, block_count, selected);
#endif
  select_plain(lookup, blocks, wanted, block_count, selected);
}

void kith_sketch_products(
    int level, const uint8_t *sketches, const uint32_t *listed, size_t count, const int8_t *query, int32_t query_sum,
    int32_t *products) {
  int32_t offset = 128 * query_sum;
#if HAS_X86
  if (level == KITH_AVX512) return sketch_products_avx512(sketches, listed, count, query, offset, products);
  if (level == KITH_AVX2) return sketch_products_avx2(sketches, listed, count, query, offset, products);
#endif
  sketch_products_plain(sketches, listed, count, query, offset, products);
}

int32_t kith_product(int level, const int16_t *one, const int16_t *other) {
#if HAS_X86
  if (level == KITH_AVX512) return product_avx512(one, other);
  if (level == KITH_AVX2) return product_avx2(one, other);
#endif
  return vector_product(one, other);
}
