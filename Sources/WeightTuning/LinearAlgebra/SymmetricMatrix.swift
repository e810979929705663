import CLAPACK

/// A symmetric matrix of which the lower triangle is kept, column by column, as LAPACK takes it.
struct SymmetricMatrix {
  let order: Int
  private(set) var values: [Double]

  /// The matrix of zeros.
  init(order: Int) {
    self.order = order
    values = [Double](repeating: 0, count: order * order)
  }

  subscript(row: Int, column: Int) -> Double {
    get { values[min(row, column) * order + max(row, column)] }
    set { values[min(row, column) * order + max(row, column)] = newValue }
  }

  /// Adds a factor times the sum of the products of each row with itself.
  ///
  /// - Parameter rows: Row after row, ``order`` values each.
  /// - Complexity: O(rows · order²).
  mutating func addProducts(of rows: [Double], count: Int, factor: Double = 1) {
    guard count > 0, order > 0 else { return }
    var (n, k, alpha, beta) = (Int32(order), Int32(count), factor, 1.0)
    var leading = n
    BLAS.useOneThread()
    dsyrk_("L", "N", &n, &k, &alpha, rows, &n, &beta, &values, &leading, 1, 1)
  }

  /// Adds a number to each element of the diagonal.
  mutating func addToDiagonal(_ number: Double) {
    for place in 0..<order { values[place * order + place] += number }
  }

  mutating func scale(by factor: Double) { for place in values.indices { values[place] *= factor } }

  /// The rows and columns at some places.
  func selecting(_ places: [Int]) -> SymmetricMatrix {
    var part = SymmetricMatrix(order: places.count)
    for (column, from) in places.enumerated() {
      for row in column..<places.count { part.values[column * places.count + row] = self[places[row], from] }
    }
    return part
  }

  /// The matrix times a vector.
  func product(_ vector: [Double]) -> [Double] {
    (0..<order).map { row in (0..<order).reduce(0) { $0 + self[row, $1] * vector[$1] } }
  }

  /// The solution of *this · x = right side*, for a positive definite matrix, by its Cholesky factor.
  ///
  /// - Complexity: O(order³).
  func solved(for rightSide: [Double]) throws(TuningError) -> [Double] {
    guard order > 0 else { return [] }
    var (factor, solution) = (values, rightSide)
    var (n, columns, info) = (Int32(order), Int32(1), Int32(0))
    var leading = n
    var height = n
    BLAS.useOneThread()
    dposv_("L", &n, &columns, &factor, &leading, &solution, &height, &info, 1)
    guard info == 0 else { throw .notPositiveDefinite(order: order, pivot: Int(info)) }
    return solution
  }

  /// The inverse of a positive definite matrix.
  ///
  /// - Complexity: O(order³).
  func inverse() throws(TuningError) -> SymmetricMatrix {
    guard order > 0 else { return self }
    var result = self
    var (n, info) = (Int32(order), Int32(0))
    var leading = n
    BLAS.useOneThread()
    dpotrf_("L", &n, &result.values, &leading, &info, 1)
    guard info == 0 else { throw .notPositiveDefinite(order: order, pivot: Int(info)) }
    dpotri_("L", &n, &result.values, &leading, &info, 1)
    guard info == 0 else { throw .notPositiveDefinite(order: order, pivot: Int(info)) }
    return result
  }
}

/// Products of a table and a vector.
enum BLAS {
  private static let oneThread: Void = clapack_use_one_thread()

  /// Has sums made in one order, whatever the machine; see `shim.h`.
  static func useOneThread() { _ = oneThread }

  /// A weighted sum of each row of a table.
  ///
  /// - Complexity: O(rows · columns).
  static func rowSums(_ table: [Double], columns: Int, weights: [Double]) -> [Double] {
    guard columns > 0, !table.isEmpty else { return [Double](repeating: 0, count: 0) }
    var sums = [Double](repeating: 0, count: table.count / columns)
    product("T", table, columns, weights, &sums)
    return sums
  }

  /// The sum of the rows of a table, each times its weight.
  ///
  /// - Complexity: O(rows · columns).
  static func columnSums(_ table: [Double], columns: Int, weights: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: columns)
    guard columns > 0, !table.isEmpty else { return sums }
    product("N", table, columns, weights, &sums)
    return sums
  }

  private static func product(
    _ transposed: String, _ table: [Double], _ columns: Int, _ vector: [Double], _ result: inout [Double]
  ) {
    var (m, n, alpha, beta) = (Int32(columns), Int32(table.count / columns), 1.0, 0.0)
    var (leading, step, resultStep) = (m, Int32(1), Int32(1))
    useOneThread()
    dgemv_(transposed, &m, &n, &alpha, table, &leading, vector, &step, &beta, &result, &resultStep, 1)
  }
}
