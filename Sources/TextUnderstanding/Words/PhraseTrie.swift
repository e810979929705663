/// What a phrase is made of once it is compiled, as one integer.
struct PhraseSymbol: Sendable, Hashable {
  let code: UInt32

  static let number = PhraseSymbol(code: 4)
  static func word(_ index: Int) -> PhraseSymbol { PhraseSymbol(code: UInt32(index) << 3) }
  static func prefix(_ index: Int) -> PhraseSymbol { PhraseSymbol(code: UInt32(index) << 3 | 1) }
  static func phraseClass(_ index: Int) -> PhraseSymbol { PhraseSymbol(code: UInt32(index) << 3 | 2) }
  /// A group, which no text has: it leads to the node that all alternatives of the group reach.
  static func group(_ index: Int) -> PhraseSymbol { PhraseSymbol(code: UInt32(index) << 3 | 3) }

  /// What it is: 0 a word, 1 a prefix, 2 a class, ``groupKind`` a group, 4 a number.
  @inline(__always)
  var kind: Int { Int(code & 7) }
  /// Which one of its kind.
  @inline(__always)
  var index: Int { Int(code >> 3) }

  static let kinds = 5
  static let groupKind = 3
}

/// Phrases that share their beginnings, each ending in a payload, while they are gathered; a ``PhraseAutomaton`` then
/// finds them in texts.
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

  private struct Link: Sendable {
    let value: Int32
    let next: Int32
  }

  private var nodes = [Node()]
  private var endings: [Link] = []
  private var passages: [Link] = []
  private var edges: EdgeTable

  /// The number of nodes, the root among them.
  var nodeCount: Int { nodes.count }

  /// An empty trie with room for `capacity` edges before it grows.
  init(capacity: Int = 512) {
    edges = EdgeTable(capacity: capacity)
  }

  /// The node that follows `node` at `symbol`, or nil.
  func child(_ symbol: PhraseSymbol, of node: Int) -> Int? { edges[node, symbol] }

  /// The node that follows a gap after `node`, or nil.
  func gapChild(of node: Int) -> Int? {
    let child = nodes[node].gapChild
    return child == 0 ? nil : Int(child)
  }

  /// Calls `body` with the payloads of the phrases that end at `node`.
  func forEachPayload(at node: Int, _ body: (Int) -> Void) { Self.follow(nodes[node].firstEnding, endings, body) }

  /// Calls `body` with the nodes that `node` passes on to without a word.
  func forEachPassage(from node: Int, _ body: (Int) -> Void) { Self.follow(nodes[node].firstPassage, passages, body) }

  /// Calls `body` with each edge: a node, a symbol and the node that follows; in no order.
  func forEachEdge(_ body: (Int, PhraseSymbol, Int) -> Void) { edges.forEach(body) }

  /// Calls `body` with the values of a linked list, the last added first.
  private static func follow(_ first: Int32, _ links: [Link], _ body: (Int) -> Void) {
    var next = first
    while next >= 0 {
      let link = links[Int(next)]
      next = link.next
      body(Int(link.value))
    }
  }

  // MARK: Building

  /// The node that follows `node` at `symbol`, which is added if it is missing.
  mutating func child(_ symbol: PhraseSymbol, addingTo node: Int) -> Int {
    let child = edges.child(symbol, of: node, orInserting: nodes.count)
    if child == nodes.count {
      nodes.append(Node())
    }
    return child
  }

  /// The node that follows a gap after `node`, which is added if it is missing.
  mutating func gapChild(addingTo node: Int) -> Int {
    if let child = gapChild(of: node) { return child }
    nodes.append(Node())
    nodes[node].gapChild = Int32(nodes.count - 1)
    return nodes.count - 1
  }

  /// Lets `node` pass on to `next` without a word.
  mutating func addPassage(from node: Int, to next: Int) {
    passages.append(Link(value: Int32(next), next: nodes[node].firstPassage))
    nodes[node].firstPassage = Int32(passages.count - 1)
  }

  /// Lets a phrase with `payload` end at `node`.
  mutating func addEnding(_ payload: Int, at node: Int) {
    var isThere = false
    forEachPayload(at: node) { isThere = isThere || $0 == payload }
    guard !isThere else { return }
    endings.append(Link(value: Int32(payload), next: nodes[node].firstEnding))
    nodes[node].firstEnding = Int32(endings.count - 1)
  }
}

/// From a node and a symbol to the node that follows.
private struct EdgeTable: Sendable {
  private struct Slot: Sendable {
    var key: UInt64 = 0
    var child: Int32 = 0
  }

  private var slots: [Slot]
  private var count = 0

  init(capacity: Int) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    slots = [Slot](repeating: Slot(), count: size)
  }

  func forEach(_ body: (Int, PhraseSymbol, Int) -> Void) {
    for slot in slots where slot.child != 0 {
      body(Int(slot.key >> 32), PhraseSymbol(code: UInt32(truncatingIfNeeded: slot.key)), Int(slot.child))
    }
  }

  /// The child, which is never node 0.
  subscript(node: Int, symbol: PhraseSymbol) -> Int? {
    let slot = slots[position(of: Self.key(node, symbol))]
    return slot.child == 0 ? nil : Int(slot.child)
  }

  /// The child; `new` where there was none.
  mutating func child(_ symbol: PhraseSymbol, of node: Int, orInserting new: Int) -> Int {
    let key = Self.key(node, symbol)
    let found = position(of: key)
    if slots[found].child != 0 { return Int(slots[found].child) }
    slots[found] = Slot(key: key, child: Int32(new))
    count += 1
    if count * 2 > slots.count { grow() }
    return new
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
