import MatchingKernels
import TextUnderstanding
import Testing

@testable import GroupMatching

@Suite("Kernels: every instruction set does what the plain loop does")
struct KernelTests {
  @Test("look-ups, for every number of codes", arguments: [1, 7, 16, 17, 33, 64, 65, 96, 97, 128, 129, 200, 256])
  func lookups(codeCount: Int) throws {
    var random = SplitMix64(seed: UInt64(codeCount))
    let blocks: [UInt32] = [0, 2, 3, 7, 9]
    let codes = (0..<640).map { _ in UInt8(random.number(in: 0...codeCount - 1)) }
    let table = (0..<256).map { _ in UInt8(random.pick([0, 1, 40, 200, 254, 255])) }
    let mask = (0..<256).map { _ in UInt8(random.pick([0, 255])) }
    let ofBlocks: [UInt8] = [0, 3, 250, 255, 17]
    let answers = Kernel.available.map { kernel -> [UInt8] in
      var deficits = [UInt8](repeating: 9, count: blocks.count * 64)
      codes.withUnsafeBufferPointer { codes in
        table.withUnsafeBufferPointer { table in
          mask.withUnsafeBufferPointer { mask in
            ofBlocks.withUnsafeBufferPointer { ofBlocks in
              let lookup = kith_lookup(
                codes: codes.baseAddress, table: table.baseAddress, code_count: Int32(codeCount))
              let masked = kith_block_lookup(
                mask: kith_lookup(codes: codes.baseAddress, table: mask.baseAddress, code_count: Int32(codeCount)),
                deficits: ofBlocks.baseAddress)
              kith_add_deficits(kernel.level, blocks, blocks.count, [lookup, lookup], 2, [masked], 1, &deficits)
            }
          }
        }
      }
      return deficits
    }
    let expected = blocks.enumerated().flatMap { place, block in
      (0..<64).map { row -> UInt8 in
        let code = Int(codes[Int(block) * 64 + row])
        return UInt8(min(255, 9 + 2 * Int(table[code]) + Int(mask[code] & ofBlocks[place])))
      }
    }
    #expect(answers.allSatisfy { $0 == expected })
  }

  @Test("the lesser of two look-ups", arguments: [(1, 113), (226, 113), (256, 16), (64, 65), (97, 200)])
  func choices(one: Int, other: Int) throws {
    var random = SplitMix64(seed: UInt64(one * 1000 + other))
    let blocks: [UInt32] = [0, 2, 5]
    let codes = [one, other].map { count in (0..<384).map { _ in UInt8(random.number(in: 0...count - 1)) } }
    let tables = (0..<2).map { _ in (0..<256).map { _ in UInt8(random.pick([0, 3, 100, 254, 255])) } }
    let stored = (codes + tables).map { StoredArray($0) }
    let choice = kith_choice(
      one: kith_lookup(codes: stored[0].pointer, table: stored[2].pointer, code_count: Int32(one)),
      other: kith_lookup(codes: stored[1].pointer, table: stored[3].pointer, code_count: Int32(other)))
    let expected = blocks.flatMap { block in
      (0..<64).map { row -> UInt8 in
        let place = Int(block) * 64 + row
        return UInt8(min(255, 200 + Int(min(tables[0][Int(codes[0][place])], tables[1][Int(codes[1][place])]))))
      }
    }
    for kernel in Kernel.available {
      var deficits = [UInt8](repeating: 200, count: blocks.count * 64)
      withExtendedLifetime(stored) { kith_add_choice(kernel.level, blocks, blocks.count, choice, &deficits) }
      #expect(deficits == expected, "\(kernel.name)")
    }
  }

  @Test("blocks in which every test finds a code", arguments: [1, 7, 8, 9, 40])
  func blocks(count: Int) {
    var random = SplitMix64(seed: UInt64(count))
    let occurring = (0..<3).map { _ in StoredArray((0..<count).map { _ in UInt64(random.number(in: 0...7)) }) }
    let allowed: [UInt64] = [5, 7, 3]
    let tests = zip(occurring, allowed).map { kith_class_test(occurring: $0.pointer, allowed: $1) }
    for used in 0...3 {
      let expected = (0..<count).filter { block in (0..<used).allSatisfy { occurring[$0][block] & allowed[$0] != 0 } }
      for kernel in Kernel.available {
        var blocks = [UInt32](repeating: 0, count: count + 8)
        let listed = withExtendedLifetime(occurring) {
          kith_list_blocks(kernel.level, tests, used, count, &blocks)
        }
        #expect(blocks.prefix(listed).map { Int($0) } == expected, "\(kernel.name)")
      }
    }
  }

  @Test("dropping blocks of excluded rows, and taking rows up to a deficit", arguments: UInt64(0)..<12)
  func dropping(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let all = (0..<6).flatMap { _ in
      let isOpen = random.number(in: 0...2) > 0
      return (0..<64).map { _ in isOpen ? UInt8(random.pick([3, 90, 254, 255, 255])) : 255 }
    }
    let open = (0..<6).filter { block in all[block * 64..<block * 64 + 64].contains { $0 != 255 } }
    let most = UInt8(random.pick([0, 3, 100, 254]))
    for kernel in Kernel.available {
      var blocks: [UInt32] = [2, 3, 5, 8, 13, 21]
      var deficits = all
      var left = [UInt64](repeating: 0, count: 6)
      let count = kith_drop_excluded(kernel.level, &blocks, &deficits, 6, &left)
      #expect(blocks.prefix(count) == ArraySlice(open.map { [2, 3, 5, 8, 13, 21][$0] }), "\(kernel.name)")
      #expect(Array(deficits.prefix(count * 64)) == open.flatMap { all[$0 * 64..<$0 * 64 + 64] }, "\(kernel.name)")
      let bits = open.map { block in
        (0..<64).reduce(UInt64(0)) { all[block * 64 + $1] == 255 ? $0 : $0 | 1 << UInt64($1) }
      }
      #expect(Array(left.prefix(count)) == bits, "\(kernel.name)")

      var rows = (0..<384).map { UInt32($0 * 3) } + [UInt32](repeating: 0, count: 64)
      var rowDeficits = all + [UInt8](repeating: 0, count: 64)
      var taken = [UInt32](repeating: 0, count: 448)
      var takenDeficits = [UInt8](repeating: 0, count: 448)
      let found = kith_take(kernel.level, &rows, &rowDeficits, 384, most, &taken, &takenDeficits)
      let (near, far) = ((0..<384).filter { all[$0] <= most }, (0..<384).filter { all[$0] > most })
      #expect(taken.prefix(found).map { Int($0) / 3 } == near, "\(kernel.name)")
      #expect(takenDeficits.prefix(found).elementsEqual(near.map { all[$0] }), "\(kernel.name)")
      #expect(rows.prefix(far.count).map { Int($0) / 3 } == far, "\(kernel.name)")
      #expect(rowDeficits.prefix(far.count).elementsEqual(far.map { all[$0] }), "\(kernel.name)")
    }
  }

  @Test("collecting and refining rows", arguments: UInt64(0)..<12)
  func rows(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let blocks: [UInt32] = [1, 4, 5]
    let deficits = (0..<192).map { _ in UInt8(random.number(in: 0...255)) }
    let (least, most) = (UInt8(random.pick([0, 20])), UInt8(random.pick([20, 100, 254])))
    let codes = (0..<384).map { _ in UInt32(random.number(in: 0...999)) }
    let table = (0..<1003).map { _ in UInt8(random.pick([0, 1, 90, 255])) }
    let answers = Kernel.available.map { kernel -> [[UInt32]] in
      var rows = [UInt32](repeating: 0, count: 192 + 64)
      var rowDeficits = [UInt8](repeating: 0, count: 192 + 64)
      let count = kith_collect(kernel.level, blocks, 3, deficits, least, most, &rows, &rowDeficits)
      let collected = Array(rows.prefix(count))
      let left = kith_refine(kernel.level, &rows, &rowDeficits, count, codes, table)
      return [collected, Array(rows.prefix(left)), rowDeficits.prefix(left).map(UInt32.init)]
    }
    var expected: [[UInt32]] = [[], [], []]
    for place in deficits.indices where (least...most).contains(deficits[place]) {
      let row = blocks[place / 64] * 64 + UInt32(place % 64)
      expected[0].append(row)
      let sum = Int(deficits[place]) + Int(table[Int(codes[Int(row)])])
      guard sum < 255 else { continue }
      expected[1].append(row)
      expected[2].append(UInt32(sum))
    }
    #expect(answers.allSatisfy { $0 == expected })
  }

  @Test("rows of some codes among those wanted", arguments: UInt64(0)..<12)
  func selection(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let codeCount = random.number(in: 1...256)
    let blocks: [UInt32] = [1, 2, 3, 5, 8]
    let codes = (0..<64 * 9).map { _ in UInt8(random.number(in: 0...codeCount - 1)) }
    let table = (0..<256).map { _ in UInt8(random.number(in: 0...1) * random.number(in: 1...255)) }
    // Blocks of which nothing is wanted among them.
    let wanted = (0..<5).map { _ in random.number(in: 0...2) == 0 ? 0 : random.next() }
    let expected = wanted.enumerated().map { block, wanted in
      (0..<64).reduce(UInt64(0)) { bits, row in
        table[Int(codes[Int(blocks[block]) * 64 + row])] == 0 ? bits : bits | wanted & 1 << UInt64(row)
      }
    }
    codes.withUnsafeBufferPointer { codes in
      table.withUnsafeBufferPointer { table in
        let lookup = kith_lookup(codes: codes.baseAddress, table: table.baseAddress, code_count: Int32(codeCount))
        for kernel in Kernel.available {
          var selected = [UInt64](repeating: 7, count: 5)
          kith_select(kernel.level, lookup, blocks, wanted, 5, &selected)
          #expect(selected == expected, "\(kernel.name)")
        }
      }
    }
  }

  @Test("deficits of points", arguments: UInt64(0)..<12)
  func deficitsOfPoints(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let greatest = Int32(random.number(in: 300...400_000))
    let unit = greatest / 253 + 1
    let base = UInt8(random.number(in: 0...20))
    // Excluded ones among them, and none so good that it falls short by less than the base.
    let points = (0..<77).map { _ in
      random.number(in: 0...4) == 0
        ? Int32(random.number(in: -(1 << 24)...(-1)))
        : Int32(random.number(in: 0...Int(greatest - Int32(base) * (unit + 1))))
    }
    let reciprocal = (1 << 32) / UInt64(unit)
    let expected = points.map { points -> UInt8 in
      if points < 0 { return 255 }
      return UInt8(min((UInt64(greatest - points) * reciprocal) >> 32, 254)) - base
    }
    for kernel in Kernel.available {
      var deficits = [UInt8](repeating: 7, count: 80)
      kith_deficits(kernel.level, points, 77, greatest, reciprocal, base, &deficits)
      #expect(deficits == expected + [7, 7, 7], "\(kernel.name)")
    }
  }

  @Test("deficits of lists by their nearness to wishes", arguments: UInt64(0)..<12)
  func wishes(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let wishCount = Int(seed % 4) + 1
    let steps = (0..<wishCount).map { _ in (0..<192).map { _ in UInt8(random.number(in: 0...21)) } }
    let tables = (0..<2 * wishCount).map { _ in (0..<64).map { _ in UInt8(random.number(in: 0...255)) } }
    let ofSums = (0..<256).map { _ in UInt8(random.number(in: 0...255)) }
    let stored = (steps + tables + [ofSums]).map { StoredArray($0) }
    let wishes = (0..<wishCount).map { wish in
      kith_wish(
        steps: stored[wish].pointer, best: stored[wishCount + 2 * wish].pointer,
        mean: stored[wishCount + 2 * wish + 1].pointer)
    }
    let expected = (0..<192).map { list -> UInt8 in
      let best = (0..<wishCount).map { Int(tables[2 * $0][Int(steps[$0][list])]) }.max() ?? 0
      let mean = (0..<wishCount).reduce(0) { $0 + Int(tables[2 * $1 + 1][Int(steps[$1][list])]) }
      return ofSums[min(255, best + min(255, mean))]
    }
    for kernel in Kernel.available {
      var deficits = [UInt8](repeating: 0, count: 192)
      withExtendedLifetime(stored) {
        kith_wish_deficits(kernel.level, wishes, wishCount, stored[stored.count - 1].pointer, 192, &deficits)
      }
      #expect(deficits == expected, "\(kernel.name)")
    }
  }

  @Test("no list falls short by less than its deficit says", arguments: UInt64(0)..<40)
  func nearnessBound(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let lists = random.number(in: 1...300)
    let column = CodeColumn(
      place: 0, count: lists, classes: StoredArray([0]), wide: nil, classesOfBlocks: nil, classing: .frequentAlone)
    let room = RowBlock.count(for: lists) * RowBlock.rows
    let silent = Set((0..<lists).filter { _ in random.number(in: 0...9) == 0 })
    let wishes = (0...Int(seed % 5)).map { _ in
      WishNearness.Wish(
        strength: Double(random.number(in: 1...100)) / 100,
        steps: StoredArray(
          (0..<room).map { silent.contains($0) ? NearnessStep.silent : UInt8(random.number(in: 0...20)) }))
    }
    let nearness = WishNearness(column, wishes, bestShare: 0.7, meanShare: 0.3)
    let scale = PointScale(share: Double(random.number(in: 1...1000)) / 1000, valueWhenUnknown: 0.1)
    let points = NearnessPoints(nearness, scale)
    let unit = Int32(random.number(in: 1...8000))
    for kernel in Kernel.available {
      let deficits = points.deficits(unit: unit, kernel)
      for list in 0..<lists {
        let own = scale.points(nearness.byCode.value(of: list))
        #expect(own <= points.greatest)
        #expect(own + Int32(deficits[list]) * unit <= points.greatest, "list \(list), \(kernel.name)")
      }
    }
  }

  @Test("products and sketches", arguments: UInt64(0)..<12)
  func products(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let vectors = (0..<512).map { _ in Int16(random.number(in: -16_384...16_384)) }
    let sketches = (0..<64 * 40).map { _ in UInt8(random.number(in: 0...255)) }
    let listed = (0..<33).map { _ in UInt32(random.number(in: 0...39)) }
    let query = (0..<64).map { _ in Int8(random.number(in: -127...127)) }
    let sum = query.prefix(56).reduce(Int32(0)) { $0 + Int32($1) }
    let product = (0..<256).reduce(Int32(0)) { $0 &+ Int32(vectors[$1]) * Int32(vectors[$1 + 256]) }
    let expected = listed.map { text in
      (0..<64).reduce(Int32(0)) { total, place in
        let byte = Int32(sketches[Int(text) * 64 + place]) - (place < 56 ? 128 : 0)
        return total + byte * Int32(query[place])
      }
    }
    for kernel in Kernel.available {
      var answers = [Int32](repeating: 0, count: listed.count)
      kith_sketch_products(kernel.level, sketches, listed, listed.count, query, sum, &answers)
      #expect(answers == expected, "\(kernel.name)")
      vectors.withUnsafeBufferPointer { vectors in
        guard let start = vectors.baseAddress else { return }
        #expect(kernel.product(start, start + 256) == product, "\(kernel.name)")
      }
    }
  }

  @Test("a sketch never understates a likeness", arguments: UInt64(0)..<8)
  func sketchBound(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    func unit() -> [Int16] {
      let raw = (0..<256).map { place in
        Double(random.number(in: -1000...1000)) / (place < 56 ? 300 : 1000) * (seed % 2 == 0 ? 1 : Double(place % 3))
      }
      let length = raw.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return raw.map { Int16(($0 / max(length, 1e-9) * Double(1 << 14)).rounded()) }
    }
    let texts = (0..<50).map { _ in unit() }
    let (sketching, sketches) = Sketching.sketch(texts.flatMap { $0 })
    for _ in 0..<20 {
      let need = unit()
      let query = sketching.query(QuantizedVector(components: need))
      var products = [Int32](repeating: 0, count: texts.count)
      kith_sketch_products(
        Kernel.best.level, sketches, (0..<UInt32(texts.count)).map { $0 }, texts.count, query.components.pointer,
        query.sum, &products)
      for (text, product) in zip(texts, products) {
        let exact = zip(text, need).reduce(0) { $0 + Int($1.0) * Int($1.1) }
        let cosine = Double(exact) / Double(1 << 28)
        #expect(Double(product) * query.slope + query.slack >= cosine)
      }
    }
  }
}
