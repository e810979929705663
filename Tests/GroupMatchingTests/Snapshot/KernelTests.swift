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
        return UInt8(min(255, 2 * Int(table[code]) + Int(mask[code] & ofBlocks[place])))
      }
    }
    #expect(answers.allSatisfy { $0 == expected })
  }

  @Test("collecting and refining rows", arguments: UInt64(0)..<12)
  func rows(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let blocks: [UInt32] = [1, 4, 5]
    let deficits = (0..<192).map { _ in UInt8(random.number(in: 0...255)) }
    let limit = UInt8(random.pick([0, 100, 254]))
    let codes = (0..<384).map { _ in UInt32(random.number(in: 0...999)) }
    let table = (0..<1003).map { _ in UInt8(random.pick([0, 1, 90, 255])) }
    let answers = Kernel.available.map { kernel -> [[UInt32]] in
      var rows = [UInt32](repeating: 0, count: 192 + 64)
      var rowDeficits = [UInt8](repeating: 0, count: 192 + 64)
      let count = kith_collect(kernel.level, blocks, 3, deficits, limit, &rows, &rowDeficits)
      let collected = Array(rows.prefix(count))
      let left = kith_refine(kernel.level, &rows, &rowDeficits, count, codes, table)
      return [collected, Array(rows.prefix(left)), rowDeficits.prefix(left).map(UInt32.init)]
    }
    var expected: [[UInt32]] = [[], [], []]
    for place in deficits.indices where deficits[place] <= limit {
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
    let codes = (0..<64 * 5).map { _ in UInt8(random.number(in: 0...codeCount - 1)) }
    let table = (0..<256).map { _ in UInt8(random.number(in: 0...1) * random.number(in: 1...255)) }
    // Blocks of which nothing is wanted among them.
    let wanted = (0..<5).map { _ in random.number(in: 0...2) == 0 ? 0 : random.next() }
    let expected = wanted.enumerated().map { block, wanted in
      (0..<64).reduce(UInt64(0)) { bits, row in
        table[Int(codes[block * 64 + row])] == 0 ? bits : bits | wanted & 1 << UInt64(row)
      }
    }
    codes.withUnsafeBufferPointer { codes in
      table.withUnsafeBufferPointer { table in
        let lookup = kith_lookup(codes: codes.baseAddress, table: table.baseAddress, code_count: Int32(codeCount))
        for kernel in Kernel.available {
          var selected = [UInt64](repeating: 7, count: 5)
          kith_select(kernel.level, lookup, wanted, 5, &selected)
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
