/// What a phrase is made of once it is compiled, as one integer.
struct PhraseSymbol: Sendable, Hashable {
  let code: UInt32

  static let number = PhraseSymbol(code: 4)
  static func word(_ index: Int) -> PhraseSymbol { PhraseSymbol(code: UInt32(index) << 3) }
  static func prefix(_ index: Int) -> PhraseSymbol { PhraseSymbol(code: UInt32(index) << 3 | 1) }
  static func phraseClass(_ index: Int) -> PhraseSymbol { PhraseSymbol(code: UInt32(index) << 3 | 2) }
  /// A group, which no text has: it leads to the node that all alternatives of the group reach.
  static func group(_ index: Int) -> PhraseSymbol { PhraseSymbol(code: UInt32(index) << 3 | 3) }
}

/// An item of a phrase, its words replaced by symbols.
indirect enum CompiledItem: Sendable {
  case symbol(PhraseSymbol)
  case gap
  /// A group, with a symbol of its own that equal groups share.
  case group(PhraseSymbol, [[CompiledItem]])
}

/// Phrases that share their beginnings, each ending in a payload: a non-deterministic automaton.
///
/// The alternatives of a group branch off like other phrases; the ends of all pass on, without reading a word, to the
/// node where the phrase goes on. So a phrase takes as many nodes as it has words, however many readings it has. The
/// edges of all nodes live in one open-addressed table keyed by node and symbol.
struct PhraseTrie: Sendable {
  static let root = 0

  private struct Node: Sendable {
    var firstEnding: Int32 = -1
    var firstPassage: Int32 = -1
    var gapChild: Int32 = 0
  }

  fileprivate struct Link: Sendable {
    let value: Int32
    let next: Int32
  }

  private var nodes = [Node()]
  private var endings: [Link] = []
  private var passages: [Link] = []
  private var edges = EdgeTable()

  /// Adds a phrase.
  ///
  /// - Complexity: O(items + endings at the phrase's node).
  mutating func insert(_ items: [CompiledItem], payload: Int) {
    let node = insert(items, from: Self.root)
    guard !payloads(at: node).contains(payload) else { return }
    endings.append(Link(value: Int32(payload), next: nodes[node].firstEnding))
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
  func payloads(at node: Int) -> LinkSequence { LinkSequence(links: endings, first: nodes[node].firstEnding) }

  /// The nodes that `node` passes on to without a word.
  @inline(__always)
  func passages(from node: Int) -> LinkSequence { LinkSequence(links: passages, first: nodes[node].firstPassage) }

  // MARK: Building

  private mutating func insert(_ items: [CompiledItem], from start: Int) -> Int {
    items.reduce(start) { node, item in
      switch item {
      case .symbol(let symbol): edges[node, symbol] ?? addChild(of: node, symbol)
      case .gap: gapChild(of: node) ?? addGapChild(of: node)
      case .group(let symbol, let alternatives): edges[node, symbol] ?? addGroup(of: node, symbol, alternatives)
      }
    }
  }

  private mutating func addGroup(of node: Int, _ symbol: PhraseSymbol, _ alternatives: [[CompiledItem]]) -> Int {
    let joint = addChild(of: node, symbol)
    for alternative in alternatives {
      let end = insert(alternative, from: node)
      passages.append(Link(value: Int32(joint), next: nodes[end].firstPassage))
      nodes[end].firstPassage = Int32(passages.count - 1)
    }
    return joint
  }

  private mutating func addChild(of node: Int, _ symbol: PhraseSymbol) -> Int {
    nodes.append(Node())
    edges.insert(node, symbol, child: nodes.count - 1)
    return nodes.count - 1
  }

  private mutating func addGapChild(of node: Int) -> Int {
    nodes.append(Node())
    nodes[node].gapChild = Int32(nodes.count - 1)
    return nodes.count - 1
  }

  /// The values of a linked list, the last added first.
  struct LinkSequence: Sequence, IteratorProtocol {
    fileprivate let links: [Link]
    fileprivate var first: Int32

    fileprivate init(links: [Link], first: Int32) {
      self.links = links
      self.first = first
    }

    mutating func next() -> Int? {
      guard first >= 0 else { return nil }
      let link = links[Int(first)]
      first = link.next
      return Int(link.value)
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
