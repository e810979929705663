import Foundation
import GroupMatching
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import MatchServer

@Suite("The directory over HTTP")
struct GroupRouteTests {
  @Test("pages hold every group once, in order of id, and the filters' total is theirs")
  func pages() async throws {
    let snapshot = try Fixture.snapshot
    try await Fixture.routes { client in
      var ids: [String] = []
      var cursor: String? = ""
      while let current = cursor {
        let page = try await client.get("/v1/groups?limit=50&cursor=\(current)").object()
        let found = page["groups"]?.items?.compactMap { $0["id"]?.string } ?? []
        #expect(!found.isEmpty)
        ids += found
        #expect(page["total"]?.double == Double(snapshot.groupCount))
        #expect(page["snapshot"]?.string == snapshot.id)
        cursor = page["next"]?.string
      }
      #expect(ids == (0..<snapshot.groupCount).map { snapshot.group(at: $0).id })
    }
  }

  @Test("a filter keeps what has one of its values, and counts say what each other value would give")
  func filters() async throws {
    let snapshot = try Fixture.snapshot
    let groups = (0..<snapshot.groupCount).map(snapshot.group(at:))
    let online = groups.filter { $0.formats.list.contains(.online) }
    let spanish = online.filter { $0.languages.contains { $0.description == "es" } }
    #expect(!spanish.isEmpty && spanish.count < online.count)
    try await Fixture.routes { client in
      let page = try await client.get("/v1/groups?format=online&language=es&limit=100").object()
      #expect(page["total"]?.double == Double(spanish.count))
      #expect(page["groups"]?.items?.compactMap { $0["id"]?.string } == spanish.map(\.id))
      // The language's counts are over all that is online, the format's over all that is in Spanish.
      let english = try #require(page["facets"]?["language"]?.items?.first { $0["value"]?.string == "en" })
      #expect(english["count"]?.double == Double(online.count { $0.languages.contains { $0.description == "en" } }))
      let both = try await client.get("/v1/groups?language=es&language=en&limit=0").object()
      let either = groups.filter { $0.languages.contains { ["es", "en"].contains($0.description) } }
      #expect(both["total"]?.double == Double(either.count))
      #expect(both["groups"]?.items?.isEmpty == true)
    }
  }

  @Test("the answer is what a look at every record gives, whatever the filters, page by page")
  func equalToRecords() async throws {
    let snapshot = try Fixture.snapshot
    let index = FacetIndex(snapshot)
    // Every value of every facet alone, each with the next facet's most frequent one, and some that nothing has.
    var queries = [
      "", "limit=0", "limit=100", "language=xx", "format=online&country=XX&limit=3",
    ]
    for (place, facet) in Facet.all.enumerated() {
      let next = (place + 1) % Facet.all.count
      let other = index.columns[next].valueCounts(index.columns[next].counts).first?.value ?? "none"
      let values = index.columns[place].values
      for value in values.prefix(12) {
        let one = "\(facet.name)=\(Self.encoded(value))"
        queries += [one + "&limit=2", one + "&\(Facet.all[next].name)=\(Self.encoded(other))&limit=1"]
      }
      if values.count > 1 {
        queries.append(
          "\(facet.name)=\(Self.encoded(values[0]))&\(facet.name)=\(Self.encoded(values[1]))&format=online")
      }
    }
    #expect(queries.count > 100)
    for cursor in ["m", "zzzz", "ü"] {
      let query = Query("limit=5&cursor=\(Self.encoded(cursor))")
      let page = try GroupListing(query).record(snapshot, index)
      #expect(page == RecordListing(query).record(snapshot), "\(cursor)")
    }
    for query in queries {
      var cursor: String? = ""
      var pages = 0
      while let current = cursor, pages < 3 {
        let query = pages == 0 ? query : query + "&cursor=\(Self.encoded(current))"
        let page = try GroupListing(Query(query)).record(snapshot, index)
        let expected = RecordListing(Query(query)).record(snapshot)
        #expect(JSONValue.object(page).text == JSONValue.object(expected).text, "\(query)")
        cursor = page["next"]?.string
        pages += 1
      }
    }
  }

  private static func encoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
  }

  /// A page made the slow way: every record read, every facet of it worked out.
  private struct RecordListing {
    private let filters: [Set<String>]
    private let limit: Int
    private let cursor: String?

    init(_ query: Query) {
      var query = query
      filters = Facet.all.map { Set(query.all($0.name)) }
      limit = query.integer("limit", in: 0...100) ?? 20
      cursor = query.one("cursor")
    }

    func record(_ snapshot: Snapshot) -> JSONObject {
      var counts = [[String: Int]](repeating: [:], count: Facet.all.count)
      var passed: [Group] = []
      for place in 0..<snapshot.groupCount {
        let group = snapshot.group(at: place)
        let values = Facet.all.map { Set($0.values(group, snapshot.vocabulary)) }
        let failed = filters.indices.filter { !filters[$0].isEmpty && filters[$0].isDisjoint(with: values[$0]) }
        for facet in values.indices where failed.allSatisfy({ $0 == facet }) {
          for value in values[facet] { counts[facet][value, default: 0] += 1 }
        }
        if failed.isEmpty { passed.append(group) }
      }
      let rest = passed.filter { group in
        cursor.map { group.id.utf8.lexicographicallyPrecedes($0.utf8) || group.id == $0 } != true
      }
      let page = rest.prefix(limit)
      var facets: JSONObject = [:]
      for (facet, counts) in zip(Facet.all, counts) {
        facets[facet.name] = .array(
          counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { ["value": .string($0.key), "count": .number(Double($0.value))] })
      }
      return [
        "snapshot": .string(snapshot.id), "total": .number(Double(passed.count)),
        "groups": .array(page.map { .object($0.record) }),
        "next": rest.count > limit ? page.last.map { .string($0.id) } ?? .null : .null, "facets": .object(facets),
      ]
    }
  }

  @Test("the index is made when somebody asks for it, and from then on before a new directory is served")
  func laziness() async throws {
    let snapshot = try Fixture.snapshot(of: [Group(id: "a", name: "A")])
    let holder = SnapshotHolder { snapshot }
    for _ in 0..<2 {
      let served = try await holder.reload()
      #expect(!served.facets.isMade)
    }
    let service = try Fixture.service(Fixture.settings, holder: holder)
    let listed = try await service.application().test(.router) { client in try await client.get("/v1/groups") }
    #expect(listed.status == .ok)
    #expect(holder.current?.facets.isMade == true)
    let next = try await holder.reload()
    #expect(next.facets.isMade)
  }

  @Test("a topic stands for what is narrower")
  func narrower() async throws {
    let vocabulary = try Fixture.vocabulary
    let child = try #require(vocabulary.taxonomy.topics.first { $0.parent != nil })
    let parent = try #require(child.parent)
    var group = Group(id: "a", name: "A")
    group.topics = [child.id]
    try await Fixture.routes(over: Fixture.snapshot(of: [group, Group(id: "b", name: "B")])) { client in
      let page = try await client.get("/v1/groups?topic=\(parent.name)").object()
      #expect(page["groups"]?.items?.compactMap { $0["id"]?.string } == ["a"])
    }
  }

  @Test("an answer is asked after by its ETag, which changes with the directory")
  func validators() async throws {
    let one = try Fixture.snapshot(of: [Group(id: "a", name: "A")])
    let two = try Fixture.snapshot(of: [Group(id: "a", name: "A"), Group(id: "b", name: "B")])
    let tag = try await Fixture.routes(over: one) { client in
      let first = try await client.get("/v1/groups")
      let tag = try #require(first.headers[.eTag])
      #expect(first.headers[.cacheControl] == "no-cache")
      for header in [tag, "W/" + tag, "\"other\", \(tag)", "*"] {
        let again = try await client.get("/v1/groups", headers: [.ifNoneMatch: header])
        #expect(again.status == .notModified, "\(header)")
        #expect(again.body.readableBytes == 0)
        #expect(again.headers[.eTag] == tag)
      }
      #expect(try await client.get("/v1/groups", headers: [.ifNoneMatch: "\"other\""]).status == .ok)
      return tag
    }
    let changed = try await Fixture.routes(over: two) {
      try await $0.get("/v1/groups", headers: [.ifNoneMatch: tag])
    }
    #expect(changed.status == .ok)
  }

  @Test("one group by id, whatever characters the id has")
  func group() async throws {
    let odd = Group(id: "a/b ü?", name: "Odd")
    try await Fixture.routes(over: Fixture.snapshot(of: [odd])) { client in
      let found = try await client.get("/v1/groups/a%2Fb%20%C3%BC%3F")
      #expect(try found.object() == odd.record)
      #expect(try await client.get("/v1/groups/none").status == .notFound)
      #expect(try await client.get("/v1/groups/%FF").status == .notFound)
      #expect(try await client.get("/v1/groups/").status == .notFound)
    }
  }

  @Test("an unknown parameter is named, and those that there are", arguments: ["q=panic", "near=94612", "limit=1000"])
  func parameters(query: String) async throws {
    let response = try await Fixture.routes { try await $0.get("/v1/groups?" + query) }
    #expect(response.status == .unprocessableContent)
    #expect(try response.faults() == [String(query.prefix { $0 != "=" })])
  }

  @Test("features, words and weights are those of the lists")
  func vocabulary() async throws {
    let vocabulary = try Fixture.vocabulary
    try await Fixture.routes { client in
      let features = try await client.get("/v1/features").object()["features"]?.items
      #expect(features?.compactMap { $0["id"]?.string } == Feature.all.map(\.id))
      let words = try await client.get("/v1/taxonomy").object()
      #expect(words["topics"]?.items?.count == vocabulary.taxonomy.topics.count)
      #expect(words["accommodations"]?.items?.count == vocabulary.accommodations.count)
      let presets = JSONValue.array(Weights.presets.map { .object($0.record) })
      #expect(try await client.get("/v1/weights").text == JSONValue.object(["weights": presets]).text + "\n")
      let newcomer = JSONValue.object(try Weights.preset(named: "newcomer").record)
      #expect(try await client.get("/v1/weights/newcomer").text == newcomer.text + "\n")
      #expect(try await client.get("/v1/weights/none").status == .notFound)
    }
  }
}
