/// What a phrase is made of once it is compiled: a word, a prefix, a class, a number or a gap, as one integer.
struct PhraseSymbol: Sendable, Hashable {
  let code: UInt32

  static let number = PhraseSymbol(code: 3)
  static func word(_ index: Int) -> PhraseSymbol { PhraseSymbol(code: UInt32(index) << 2) }
  static func prefix(_ index: Int) -> PhraseSymbol { PhraseSymbol(code: UInt32(index) << 2 | 1) }
  static func phraseClass(_ index: Int) -> PhraseSymbol { PhraseSymbol(code: UInt32(index) << 2 | 2) }
}

/// Phrases that share their beginnings, each ending in a payload.
///
/// The edges of all nodes live in one open-addressed table keyed by node and symbol.
struct PhraseTrie: Sendable {
  static let root = 0

  private struct Node: Sendable {
    var firstEnding: Int32 = -1
    var gapChild: Int32 = 0
  }

  private struct Ending: Sendable {
    let payload: Int32
    let next: Int32
  }

  private var nodes = [Node()]
  private var endings: [Ending] = []
  private var edges = EdgeTable()

  /// Adds a phrase; `nil` in `symbols` is a gap.
  ///
  /// - Complexity: O(symbols + endings at the phrase's node).
  mutating func insert(_ symbols: [PhraseSymbol?], payload: Int) {
    var node = Self.root
    for symbol in symbols {
      node = symbol.map { child(of: node, $0) } ?? gapChild(creatingFor: node)
    }
    guard !payloads(at: node).contains(payload) else { return }
    endings.append(Ending(payload: Int32(payload), next: nodes[node].firstEnding))
    nodes[node].firstEnding = Int32(endings.count - 1)
  }

  /// The node that follows `node` at `symbol`, or nil.
  @inline(__always)
  func child(_ symbol: PhraseSymbol, of node: Int) -> Int? { edges[node, symbol] }

  /// The node that follows a gap after `node`, or nil.
  @inline(__always)
  func gapChild(of node: Int) -> Int? {
    let child = nodes[node].gapChild
    return child == 0 ? nil : Int(child)
  }

  /// The payloads of the phrases that end at `node`.
  @inline(__always)
  func payloads(at node: Int) -> PayloadSequence { PayloadSequence(trie: self, ending: nodes[node].firstEnding) }

  private mutating func child(of node: Int, _ symbol: PhraseSymbol) -> Int {
    if let child = edges[node, symbol] { return child }
    nodes.append(Node())
    edges.insert(node, symbol, child: nodes.count - 1)
    return nodes.count - 1
  }

  private mutating func gapChild(creatingFor node: Int) -> Int {
    if let child = gapChild(of: node) { return child }
    nodes.append(Node())
    nodes[node].gapChild = Int32(nodes.count - 1)
    return nodes.count - 1
  }

  /// The payloads at one node, the last added first.
  struct PayloadSequence: Sequence, IteratorProtocol {
    fileprivate let trie: PhraseTrie
    fileprivate var ending: Int32

    mutating func next() -> Int? {
      guard ending >= 0 else { return nil }
      let current = trie.endings[Int(ending)]
      ending = current.next
      return Int(current.payload)
    }
  }
}

/// From a node and a symbol to the node that follows.
private struct EdgeTable: Sendable {
  private struct Slot: Sendable {
    var key: UInt64 = 0
    var child: Int32 = 0
  }

  private var slots = [Slot](repeating: Slot(), count: 1024)
  private var count = 0

  /// The child, which is never node 0.
  @inline(__always)
  subscript(node: Int, symbol: PhraseSymbol) -> Int? {
    let slot = slots[position(of: Self.key(node, symbol))]
    return slot.child == 0 ? nil : Int(slot.child)
  }

  mutating func insert(_ node: Int, _ symbol: PhraseSymbol, child: Int) {
    if (count + 1) * 2 > slots.count { grow() }
    let key = Self.key(node, symbol)
    slots[position(of: key)] = Slot(key: key, child: Int32(child))
    count += 1
  }

  @inline(__always)
  private static func key(_ node: Int, _ symbol: PhraseSymbol) -> UInt64 { UInt64(node) << 32 | UInt64(symbol.code) }

  /// The slot that holds `key`, or the empty one where it belongs.
  @inline(__always)
  private func position(of key: UInt64) -> Int {
    let mask = slots.count - 1
    var position = Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> 32) & mask
    while slots[position].child != 0, slots[position].key != key { position = (position + 1) & mask }
    return position
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: old.count * 2)
    for slot in old where slot.child != 0 { slots[position(of: slot.key)] = slot }
  }
}
