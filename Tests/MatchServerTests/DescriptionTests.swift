import Foundation
import GroupMatching
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import MatchServer

/// The description in `data/openapi.json`, as tests look at it.
struct Description {
  let document: JSONObject

  init() throws { document = try Fixture.object(Data(contentsOf: Fixture.data.appendingPathComponent("openapi.json"))) }

  /// One described route.
  struct Operation: CustomTestStringConvertible {
    let method: HTTPRequest.Method
    let path: String
    let fields: JSONObject

    var name: String { "\(method.rawValue) \(path)" }
    var testDescription: String { name }
    var responses: JSONObject { fields["responses"]?.fields ?? [:] }

    /// The examples of a body, each with its media type.
    var bodies: [(mediaType: String, body: JSONValue)] {
      (fields["requestBody"]?["content"]?.fields ?? [:]).flatMap { mediaType, content in
        (content["examples"]?.fields ?? [:]).values.compactMap { $0["value"].map { (mediaType, $0) } }
      }
    }

    /// The path with the example of each of its open parts.
    var examplePath: String {
      (fields["parameters"]?.items ?? []).reduce(path) { path, parameter in
        path.replacing("{\(parameter["name"]?.string ?? "")}", with: parameter["example"]?.string ?? "")
      }
    }
  }

  var operations: [Operation] {
    (document["paths"]?.fields ?? [:]).flatMap { path, methods in
      (methods.fields ?? [:]).compactMap { method, fields in
        guard let method = HTTPRequest.Method(method.uppercased()), let fields = fields.fields else { return nil }
        return Operation(method: method, path: path, fields: fields)
      }
    }
  }

  func schema(_ name: String) -> JSONValue? { document["components"]?["schemas"]?[name] }
}

@Suite("The description and the routes are one")
struct DescriptionTests {
  private let description: Description

  init() throws { description = try Description() }

  @Test("every route is described, and every description is a route")
  func routes() {
    let described = Set(description.operations.map(\.name))
    #expect(described == Set(Route.all.map { "\($0.method.rawValue) \($0.path)" }))
  }

  @Test("bodies, answers and tokens are described as the routes have them", arguments: Route.all.map(\.path))
  func inputs(path: String) throws {
    for route in Route.all where route.path == path {
      let operation = try #require(description.operations.first { $0.path == path && $0.method == route.method })
      let inputs = operation.fields["requestBody"]?["content"]?.fields?.keys.map { $0 } ?? []
      // Another name of JSON Lines, taken and not described.
      #expect(inputs == route.input.mediaTypes.filter { $0 != "application/jsonl" })
      for (status, response) in operation.responses where status.hasPrefix("2") {
        #expect(response["content"]?.fields?.keys.map { $0 } == [route.output])
      }
      #expect((operation.fields["security"] != nil) == (route.access == .token))
      #expect((operation.responses["304"] != nil) == route.isCacheable)
    }
  }

  @Test("every kind of problem stands there, with its status and title")
  func problems() throws {
    let responses = try #require(description.document["components"]?["responses"]?.fields)
    for (name, response) in responses {
      let example = try #require(response["content"]?[Problem.mediaType]?["example"], "\(name)")
      let slug = try #require(example["type"]?.string?.replacing("urn:kith:problem:", with: ""))
      let kind = try #require(Problem.Kind(rawValue: slug), "\(slug)")
      #expect(example["status"]?.double == Double(kind.status.code))
      #expect(example["title"]?.string == kind.title)
    }
    let statuses = Set(responses.values.compactMap { $0["content"]?[Problem.mediaType]?["example"]?["status"]?.double })
    for kind in Problem.Kind.allCases where kind != .methodNotAllowed {
      #expect(statuses.contains(Double(kind.status.code)), "\(kind)")
    }
  }

  @Test("the lists of features, rules, facets and weights are those of the code")
  func lists() throws {
    let features = Feature.all.map(\.id)
    let factors = description.schema("Member")?["properties"]?["importance"]?["properties"]?.fields?.keys
    #expect(Set(factors ?? []) == Set(features))
    let weights = description.schema("Weights")?["properties"]?["weights"]?["properties"]?.fields?.keys
    #expect(Set(weights ?? []) == Set(features))
    let named = description.schema("Contribution")?["properties"]?["feature"]?["enum"]?.items?.compactMap(\.string)
    #expect(Set(named ?? []) == Set(features))
    let saved = description.schema("WeightsVersion")?["properties"]?["weights"]?["properties"]?.fields?.keys
    #expect(Set(saved ?? []) == Set(features))
    for request in ["MatchRequest", "ExplanationRequest"] {
      let own = description.schema(request)?["properties"]?["weights"]?["oneOf"]?.items?[1]
      #expect(Set(own?["properties"]?["weights"]?["properties"]?.fields?.keys ?? []) == Set(features), "\(request)")
    }
    let rules = description.schema("MatchAnswer")?["properties"]?["excluded"]?["properties"]?.fields?.keys
    #expect(Set(rules ?? []) == Set(EligibilityRule.all.map(\.id)))
    let groups = try #require(description.operations.first { $0.path == "/v1/groups" })
    let parameters = groups.fields["parameters"]?.items?.compactMap { $0["name"]?.string }.filter {
      !["limit", "cursor", "If-None-Match"].contains($0)
    }
    #expect(Set(parameters ?? []) == Set(Facet.all.map(\.name)))
  }

  @Test("every example of a request is answered as described, with the fields that are required")
  func examples() async throws {
    let operations = description.operations
    let store = try StoreFixture()
    defer { store.remove() }
    try await Fixture.routes(store.settings) { client in
      for operation in operations {
        let bodies = operation.bodies
        #expect(!bodies.isEmpty || operation.fields["requestBody"] == nil, "\(operation.name)")
        for (mediaType, body) in bodies.isEmpty ? [("", JSONValue.null)] : bodies {
          var headers: HTTPFields = mediaType.isEmpty ? [:] : [.contentType: mediaType]
          headers[.authorization] = "Bearer \(Fixture.token)"
          let text = body.string ?? (body == .null ? "" : body.text)
          let response = try await client.executeRequest(
            uri: operation.examplePath, method: operation.method, headers: headers, body: ByteBuffer(string: text))
          #expect([.ok, .created].contains(response.status), "\(operation.name): \(response.text)")
          try self.check(response, operation)
        }
      }
    }
  }

  /// An answer has every field that its description requires, and so has the description's example.
  private func check(_ response: TestResponse, _ operation: Description.Operation) throws {
    let answer = operation.responses["\(response.status.code)"]
    let content = try #require(answer?["content"]?.fields?.values.first, "\(operation.name)")
    let schema = content["schema"].map(resolved)
    for required in (schema?["required"]?.items ?? []).compactMap(\.string) {
      #expect(try response.object()[required] != nil, "\(operation.name): \(required)")
      if let example = content["example"] { #expect(example[required] != nil, "\(operation.name): \(required)") }
    }
  }

  private func resolved(_ schema: JSONValue) -> JSONValue {
    guard let name = schema["$ref"]?.string?.split(separator: "/").last else { return schema }
    return description.schema(String(name)) ?? schema
  }
}
