/// A trie of phrases laid out for matching: a non-deterministic automaton.
///
/// Nearly all questions to it are answered with no, so it is made to say no early. What follows the first symbol of a
/// phrase is listed by symbol, across all beginnings that are optional; a node has a bit for each symbol that leads on,
/// to be compared with those of a position at once; its edges stand next to each other, and nodes that follow one
/// another mostly do too. Nodes that only pass on to another are left out, and so are the groups, which no text has.
///
/// A class, so that a walk hands on one reference instead of one for each list.
final class PhraseAutomaton: Sendable {
  /// What follows a part of a phrase. Each list ends where that of the next node begins.
  struct Node: BitwiseCopyable, Sendable {
    /// The bits of the symbols that lead on.
    var symbols: UInt64 = 0
    fileprivate var firstEdge: UInt32 = 0
    fileprivate var firstEnding: UInt32 = 0
    fileprivate var firstPassage: UInt32 = 0
    /// The node after a gap; none is the root.
    var gapChild: UInt32 = 0
  }

  private struct Edge: BitwiseCopyable, Sendable {
    let symbol: UInt32
    let child: UInt32
  }

  /// One more at the end.
  private let nodes: StoredArray<Node>
  /// The edges of each node in the order of their symbols.
  private let edges: StoredArray<Edge>
  private let endings: StoredArray<UInt32>
  private let passages: StoredArray<UInt32>
  /// The nodes that each symbol leads to from the beginning.
  private let starts: StoredArray<UInt32>
  /// Where the nodes of each symbol begin in `starts`; one more at the end. Symbols of a kind stand together.
  private let startRanges: StoredArray<UInt32>
  /// Where the symbols of each kind begin in `startRanges`; one more at the end.
  private let startKinds: StoredArray<UInt32>

  /// The edges up to which a look through all of them takes no longer than halving.
  private static let fewEdges: UInt32 = 8

  /// The phrases of `trie`.
  ///
  /// - Complexity: O(nodes + edges · log edges of a node).
  init(_ trie: PhraseTrie) {
    let layout = AutomatonLayout(trie)
    var nodes: [Node] = []
    var edges: [Edge] = []
    var endings: [UInt32] = []
    var passages: [UInt32] = []
    nodes.reserveCapacity(layout.order.count + 1)
    for old in layout.order {
      var node = Node(
        firstEdge: UInt32(edges.count), firstEnding: UInt32(endings.count), firstPassage: UInt32(passages.count))
      for edge in layout.edges(of: old) {
        edges.append(Edge(symbol: edge.symbol.code, child: layout.number(of: edge.child)))
        node.symbols |= edge.symbol.bit
      }
      trie.forEachPayload(at: old) { endings.append(UInt32($0)) }
      trie.forEachPassage(from: old) { passages.append(layout.number(of: $0)) }
      if let child = trie.gapChild(of: old) { node.gapChild = layout.number(of: child) }
      nodes.append(node)
    }
    nodes.append(
      Node(firstEdge: UInt32(edges.count), firstEnding: UInt32(endings.count), firstPassage: UInt32(passages.count)))
    self.nodes = StoredArray(nodes)
    self.edges = StoredArray(edges)
    self.endings = StoredArray(endings)
    self.passages = StoredArray(passages)
    let table = layout.starts
    starts = StoredArray(table.nodes)
    startRanges = StoredArray(table.ranges)
    startKinds = StoredArray(table.kinds)
  }

  /// The node at `index`, which comes from this automaton.
  @inline(__always)
  func node(at index: UInt32) -> Node { nodes.pointer[Int(index)] }

  /// The nodes that `symbol` leads to from the beginning of a phrase.
  @inline(__always)
  func starts(with symbol: PhraseSymbol) -> UnsafeBufferPointer<UInt32> {
    let slot = startKinds.pointer[symbol.kind] + UInt32(symbol.index)
    guard slot < startKinds.pointer[symbol.kind + 1] else { return UnsafeBufferPointer(start: nil, count: 0) }
    let first = startRanges.pointer[Int(slot)]
    let count = Int(startRanges.pointer[Int(slot) + 1] - first)
    return UnsafeBufferPointer(start: starts.pointer + Int(first), count: count)
  }

  /// The node that follows the one at `index` at `symbol`, or nil.
  @inline(__always)
  func child(_ symbol: PhraseSymbol, of node: Node, at index: UInt32) -> UInt32? {
    var low = node.firstEdge
    var high = nodes.pointer[Int(index) + 1].firstEdge
    while high - low > Self.fewEdges {
      let middle = (low + high) / 2
      if edges.pointer[Int(middle)].symbol <= symbol.code { low = middle } else { high = middle }
    }
    while low < high {
      let edge = edges.pointer[Int(low)]
      if edge.symbol == symbol.code { return edge.child }
      low += 1
    }
    return nil
  }

  /// The payloads of the phrases that end at the node at `index`.
  @inline(__always)
  func payloads(of node: Node, at index: UInt32) -> UnsafeBufferPointer<UInt32> {
    let count = nodes.pointer[Int(index) + 1].firstEnding - node.firstEnding
    return UnsafeBufferPointer(start: endings.pointer + Int(node.firstEnding), count: Int(count))
  }

  /// The nodes that the node at `index` passes on to without a word.
  @inline(__always)
  func passages(of node: Node, at index: UInt32) -> UnsafeBufferPointer<UInt32> {
    let count = nodes.pointer[Int(index) + 1].firstPassage - node.firstPassage
    return UnsafeBufferPointer(start: passages.pointer + Int(node.firstPassage), count: Int(count))
  }
}

extension PhraseSymbol {
  /// One bit of 64, nearly evenly spread: what a node has no bit of, it has no edge for.
  @inline(__always)
  var bit: UInt64 { 1 << UInt64((code &* 0x9e37_79b9) >> 26) }
}

/// Which nodes of a trie an automaton has, in which order.
private struct AutomatonLayout {
  typealias Edge = (symbol: PhraseSymbol, child: Int)

  /// The nodes of the trie that can be reached, each followed by what it leads to as far as that is new; the root first.
  private(set) var order: [Int] = []
  private let trie: PhraseTrie
  private var sortedEdges: [Edge] = []
  private var edgeStarts: [Int]
  /// The node that stands for each: itself, unless it only passes on.
  private var standIns: [Int] = []
  /// The place of each node in `order`.
  private var numbers: [UInt32]

  init(_ trie: PhraseTrie) {
    self.trie = trie
    edgeStarts = [Int](repeating: 0, count: trie.nodeCount + 1)
    numbers = [UInt32](repeating: .max, count: trie.nodeCount)
    sortEdges()
    standIns = (0..<trie.nodeCount).map(standIn)
    arrange()
  }

  /// The edges of a node of the trie, groups aside, in the order of their symbols.
  func edges(of node: Int) -> ArraySlice<Edge> { sortedEdges[edgeStarts[node]..<edgeStarts[node + 1]] }

  /// The place in `order` of what stands for a node of the trie.
  func number(of node: Int) -> UInt32 { numbers[standIns[node]] }

  private mutating func sortEdges() {
    var all: [(node: Int, edge: Edge)] = []
    trie.forEachEdge { node, symbol, child in
      guard symbol.kind != PhraseSymbol.groupKind else { return }
      all.append((node, (symbol, child)))
      edgeStarts[node + 1] += 1
    }
    all.sort { ($0.node, $0.edge.symbol.code) < ($1.node, $1.edge.symbol.code) }
    sortedEdges = all.map(\.edge)
    for node in edgeStarts.indices.dropFirst() { edgeStarts[node] += edgeStarts[node - 1] }
  }

  /// The node that `node` passes on to in the end, if that is all it does.
  private func standIn(for node: Int) -> Int {
    var node = node
    while node != PhraseTrie.root, edges(of: node).isEmpty, trie.gapChild(of: node) == nil {
      var endings = 0
      var passages: [Int] = []
      trie.forEachPayload(at: node) { _ in endings += 1 }
      trie.forEachPassage(from: node) { passages.append($0) }
      guard endings == 0, passages.count == 1 else { break }
      node = passages[0]
    }
    return node
  }

  private mutating func arrange() {
    var open = [PhraseTrie.root]
    while let node = open.popLast() {
      guard numbers[node] == .max else { continue }
      numbers[node] = UInt32(order.count)
      order.append(node)
      if let child = trie.gapChild(of: node) { open.append(standIns[child]) }
      trie.forEachPassage(from: node) { open.append(standIns[$0]) }
      for edge in edges(of: node).reversed() { open.append(standIns[edge.child]) }
    }
  }

  /// The nodes that each symbol leads to from the root and from what the root passes on to.
  var starts: (nodes: [UInt32], ranges: [UInt32], kinds: [UInt32]) {
    var beginnings = [PhraseTrie.root]
    var next = 0
    while next < beginnings.count {
      trie.forEachPassage(from: beginnings[next]) { if !beginnings.contains($0) { beginnings.append($0) } }
      next += 1
    }
    let first = beginnings.flatMap { edges(of: $0).map { (symbol: $0.symbol, node: number(of: $0.child)) } }
      .sorted { ($0.symbol.kind, $0.symbol.index, $0.node) < ($1.symbol.kind, $1.symbol.index, $1.node) }
    var kinds: [UInt32] = [0]
    for kind in 0..<PhraseSymbol.kinds {
      let symbols = first.last { $0.symbol.kind == kind }.map { $0.symbol.index + 1 } ?? 0
      kinds.append(kinds[kind] + UInt32(symbols))
    }
    var nodes: [UInt32] = []
    var ranges: [UInt32] = []
    var previous: (symbol: PhraseSymbol, node: UInt32)?
    for start in first where previous.map({ $0 != start }) ?? true {
      previous = start
      let slot = Int(kinds[start.symbol.kind]) + start.symbol.index
      while ranges.count <= slot { ranges.append(UInt32(nodes.count)) }
      nodes.append(start.node)
    }
    ranges.append(UInt32(nodes.count))
    return (nodes, ranges, kinds)
  }
}
