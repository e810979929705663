/// A list of numbers within immutable bytes, such as a section of a mapped file. Copying it copies a reference.
///
/// `@unchecked`: it points into ``ImmutableBytes``, which nobody changes.
public struct StoredArray<Element: BitwiseCopyable & Sendable>: RandomAccessCollection, @unchecked Sendable {
  /// The elements, valid while this value lives.
  public let pointer: UnsafePointer<Element>
  public let count: Int
  private let owner: ImmutableBytes

  /// The elements that fill a range of `owner`; `nil` where the range is outside of it, is not aligned, or ends within
  /// an element.
  public init?(_ owner: ImmutableBytes, range: Range<Int>) {
    let stride = MemoryLayout<Element>.stride
    guard range.lowerBound >= 0, range.upperBound <= owner.bytes.count, range.count % stride == 0,
      let start = owner.bytes.baseAddress.map({ $0 + range.lowerBound }),
      Int(bitPattern: start) % MemoryLayout<Element>.alignment == 0
    else { return nil }
    self.owner = owner
    count = range.count / stride
    pointer = start.assumingMemoryBound(to: Element.self)
  }

  /// A copy of a list.
  public init(_ elements: [Element]) {
    owner = elements.withUnsafeBytes { ImmutableBytes(copying: $0) }
    count = elements.count
    pointer = UnsafePointer(owner.bytes.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: Element.self))
  }

  public var startIndex: Int { 0 }
  public var endIndex: Int { count }

  /// - Precondition: The position is within the list.
  @inline(__always)
  public subscript(position: Int) -> Element {
    precondition(position >= 0 && position < count, "position outside the list")
    return pointer[position]
  }

  /// The bytes of the elements, valid while this value lives.
  public var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: pointer, count: count * MemoryLayout<Element>.stride)
  }
}
