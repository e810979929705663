import MatchingKernels

extension CodeColumn {
  /// A look-up of the classes of all rows, as the kernels take it; valid while the column and the table live.
  ///
  /// - Parameter table: ``CodeClassing/most`` bytes.
  func lookup(in table: UnsafePointer<UInt8>) -> kith_lookup {
    kith_lookup(codes: classes.pointer, table: table, code_count: Int32(classCount))
  }
}

extension CodeClassing {
  /// A byte a class, and zeros up to as many bytes as the kernels read of a table.
  static func table(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    let used = Array(bytes.prefix(most))
    return used + [UInt8](repeating: 0, count: most - used.count)
  }
}
