#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file mapped read-only into memory for as long as the value lives.
///
/// Pages are read when they are touched, and shared by every process that maps the same file.
final class MappedFile: Sendable {
  /// The number of bytes mapped; never 0.
  let count: Int
  private let address: UInt

  /// Maps the file at `path`.
  ///
  /// - Throws: `TextError.unreadable` where the file is missing, empty or cannot be mapped.
  init(path: String) throws(TextError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path: path, reason: Self.reason(errno)) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(path: path, reason: Self.reason(errno)) }
    guard status.st_size > 0 else { throw .unreadable(path: path, reason: "the file is empty") }
    count = Int(status.st_size)
    let mapping = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let mapping, mapping != MAP_FAILED else { throw .unreadable(path: path, reason: Self.reason(errno)) }
    address = UInt(bitPattern: mapping)
  }

  deinit {
    munmap(UnsafeMutableRawPointer(bitPattern: address), count)
  }

  /// Calls `body` with the bytes, which are valid only during the call.
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    body(UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: address), count: count))
  }

  private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}
