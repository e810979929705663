import Testing

@testable import WeightTuning

@Suite("Symmetric matrices")
struct MatrixTests {
  private func random(_ order: Int, _ seed: UInt64) -> SymmetricMatrix {
    var random = SplitMix64(seed: seed)
    var matrix = SymmetricMatrix(order: order)
    matrix.addProducts(of: (0..<order * (order + 3)).map { _ in random.normal() }, count: order + 3)
    return matrix
  }

  @Test("solutions solve, inverses invert", arguments: [1, 2, 7, 24])
  func solves(order: Int) throws {
    let matrix = random(order, UInt64(order))
    let rightSide = (0..<order).map { Double($0) - 2 }
    let solution = try matrix.solved(for: rightSide)
    #expect(zip(matrix.product(solution), rightSide).allSatisfy { isClose($0, $1, within: 1e-7) })
    let inverse = try matrix.inverse()
    for column in 0..<order {
      let unit = matrix.product((0..<order).map { inverse[$0, column] })
      for row in 0..<order { #expect(abs(unit[row] - (row == column ? 1 : 0)) < 1e-7) }
    }
  }

  @Test("products of rows, written out")
  func products() {
    var matrix = SymmetricMatrix(order: 2)
    matrix.addProducts(of: [1, 2, 3, 4], count: 2, factor: 0.5)
    #expect(matrix[0, 0] == 5 && matrix[0, 1] == 7 && matrix[1, 0] == 7 && matrix[1, 1] == 10)
    #expect(BLAS.rowSums([1, 2, 3, 4], columns: 2, weights: [10, 1]) == [12, 34])
    #expect(BLAS.columnSums([1, 2, 3, 4], columns: 2, weights: [10, 1]) == [13, 24])
  }

  @Test("a matrix without a factor is refused")
  func indefinite() {
    var matrix = SymmetricMatrix(order: 2)
    matrix[0, 0] = 1
    matrix[1, 0] = 2
    matrix[1, 1] = 1
    #expect(throws: TuningError.notPositiveDefinite(order: 2, pivot: 2)) { try matrix.solved(for: [1, 1]) }
    #expect(throws: TuningError.notPositiveDefinite(order: 2, pivot: 2)) { try matrix.inverse() }
  }

  @Test("Newton's method stops at a bound where the least point lies beyond")
  func bounds() throws {
    // ½|x − target|² in a metric that couples the two: the least point with x₁ ≥ 0.
    func expand(_ x: [Double]) -> Expansion {
      var curvature = SymmetricMatrix(order: 2)
      curvature[0, 0] = 2
      curvature[1, 0] = 1
      curvature[1, 1] = 2
      let away = [x[0] - 1, x[1] + 1]
      let gradient = curvature.product(away)
      return Expansion(
        value: (away[0] * gradient[0] + away[1] * gradient[1]) / 2, gradient: gradient, curvature: curvature)
    }
    let free = try ProjectedNewton(isNonNegative: [false, false]).minimize(
      from: [0, 0], expand: expand, value: { expand($0).value })
    #expect(isClose(free[0], 1) && isClose(free[1], -1))
    let bound = try ProjectedNewton(isNonNegative: [false, true]).minimize(
      from: [0, 3], expand: expand, value: { expand($0).value })
    #expect(isClose(bound[0], 0.5) && bound[1] == 0)
  }
}
