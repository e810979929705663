#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Bytes that never change: a file mapped read-only, or a copy in memory. They live as long as the value does.
///
/// Pages of a mapped file are read when they are touched, and shared by every process that maps the same file.
///
/// `@unchecked`: nobody writes to the memory after `init`, so that any number of threads may read it.
public final class ImmutableBytes: @unchecked Sendable {
  /// The bytes, valid while this object lives.
  public let bytes: UnsafeRawBufferPointer
  private let isMapped: Bool

  /// The alignment of memory that is not mapped; mapped files begin at a page.
  private static let alignment = 64

  /// Maps the file at `path`.
  ///
  /// - Throws: `TextError.unreadable` where the file is missing, empty or cannot be mapped.
  public init(mapping path: String) throws(TextError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path: path, reason: Self.reason(errno)) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(path: path, reason: Self.reason(errno)) }
    guard status.st_size > 0 else { throw .unreadable(path: path, reason: "the file is empty") }
    let mapping = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let mapping, mapping != MAP_FAILED else { throw .unreadable(path: path, reason: Self.reason(errno)) }
    bytes = UnsafeRawBufferPointer(start: mapping, count: Int(status.st_size))
    isMapped = true
  }

  /// A copy of `content` in memory.
  public init(copying content: UnsafeRawBufferPointer) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, content.count), alignment: Self.alignment)
    copy.copyMemory(from: content)
    bytes = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(copy)[..<content.count])
    isMapped = false
  }

  deinit {
    if isMapped {
      munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
    } else {
      UnsafeMutableRawPointer(mutating: bytes.baseAddress)?.deallocate()
    }
  }

  private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}
