import Testing

@testable import GroupMatching

/// A field that cannot be read: the record that holds it, where the fault is, and words of what was expected.
struct RecordFault: Sendable, CustomTestStringConvertible {
  let fields: JSONObject
  let path: String
  let expected: String

  init(_ fields: JSONObject, _ path: String, _ expected: String) {
    self.fields = fields
    self.path = path
    self.expected = expected
  }

  var testDescription: String { JSONValue.object(fields).text }

  static let ofGroups = [
    RecordFault(["organization": "A trust"], "/organization", "an object"),
    RecordFault(["organization": ["name": 7]], "/organization/name", "a text"),
    RecordFault(["description": 7], "/description", "a text"),
    RecordFault(["topics": "panic"], "/topics", "a list"),
    RecordFault(["topics": ["panic", "dragons"]], "/topics/1", "a topic of the taxonomy"),
    RecordFault(["audiences": ["everybody"]], "/audiences/0", "one of lived-experience, family, caregiver or anyone"),
    RecordFault(["communities": ["martians"]], "/communities/0", "a community"),
    RecordFault(["communities": [["name": "women", "exclusive": "yes"]]], "/communities/0", "a community"),
    RecordFault(["ages": ["min": -1]], "/ages/min", "a whole number from 0 to 130"),
    RecordFault(["ages": ["min": 30, "max": 20]], "/ages", "min ≤ max"),
    RecordFault(["formats": ["hybrid"]], "/formats/0", "one of in-person, online or phone"),
    RecordFault(
      ["location": ["latitude": 100, "longitude": 0]], "/location/latitude", "a number of degrees from -90 to 90"),
    RecordFault(["location": ["latitude": 10, "longitude": 181]], "/location/longitude", "-180 to 180"),
    RecordFault(
      ["location": ["latitude": 0, "longitude": 0]], "/location/latitude", "0,0 is what directories write for unknown"),
    RecordFault(["location": ["latitude": "37.8", "longitude": 1]], "/location/latitude", "a number"),
    RecordFault(["location": ["country": "USA"]], "/location/country", "ISO 3166-1"),
    RecordFault(["languages": ["klingonese speech"]], "/languages/0", "a language tag"),
    RecordFault(["sessions": [["weekday": "Tues", "start": "19:00"]]], "/sessions/0/weekday", "one of monday"),
    RecordFault(["sessions": [["weekday": "tuesday", "start": "7pm"]]], "/sessions/0/start", "a time such as 19:00"),
    RecordFault(
      ["sessions": [["weekday": "tuesday", "start": "19:00", "durationMinutes": 0]]], "/sessions/0/durationMinutes",
      "1 to 1440"),
    RecordFault(
      ["sessions": [["weekday": "tuesday", "start": "19:00", "timeZone": "Mars/Olympus"]]], "/sessions/0/timeZone",
      "a time zone"),
    RecordFault(
      ["sessions": [["weekday": "tuesday", "start": "19:00", "recurrence": "FREQ=DAILY"]]], "/sessions/0/recurrence",
      "RFC 5545"),
    RecordFault(
      ["sessions": [["weekday": "tuesday", "start": "19:00", "recurrence": 7]]], "/sessions/0/recurrence", "RFC 5545"),
    RecordFault(
      ["sessions": [["weekday": "tuesday", "start": "19:00", "recurrence": "FREQ=WEEKLY;BYDAY=MO"]]],
      "/sessions/0/weekday", "one of the days"),
    RecordFault(
      ["sessions": [["weekday": "tuesday", "start": "19:00", "startDate": "soon"]]], "/sessions/0/startDate", "a date"),
    RecordFault(["sessions": ["tuesdays"]], "/sessions/0", "an object"),
    RecordFault(["cost": ["kind": "cheap"]], "/cost/kind", "one of free"),
    RecordFault(["cost": ["kind": "fixed", "amount": ["minimum": -5]]], "/cost/amount/minimum", "a price, 0 or more"),
    RecordFault(
      ["cost": ["kind": "fixed", "amount": ["minimum": 9, "maximum": 5]]], "/cost/amount/minimum", "at most the maximum"
    ),
    RecordFault(
      ["cost": ["kind": "fixed", "amount": ["minimum": 9, "currency": "dollars"]]], "/cost/amount/currency", "ISO 4217"),
    RecordFault(["accommodations": ["hearing-loop": true]], "/accommodations/hearing-loop", "one of available"),
    RecordFault(["participation": ["dropIn": "yes"]], "/participation/dropIn", "true or false"),
    RecordFault(["participation": ["registration": "maybe"]], "/participation/registration", "one of none"),
    RecordFault(["facilitation": ["kind": "robot"]], "/facilitation/kind", "one of peer"),
    RecordFault(["facilitation": ["confidential": 1]], "/facilitation/confidential", "true or false"),
    RecordFault(["size": ["typical": 9.5]], "/size/typical", "a whole number"),
    RecordFault(["size": ["openings": -1]], "/size/openings", "a whole number from 0"),
    RecordFault(["status": "asleep"], "/status", "one of active"),
    RecordFault(["verifiedAt": "last week"], "/verifiedAt", "a date such as 2026-10-01"),
    RecordFault(["contact": ["email": ["a", "b"]]], "/contact/email", "a text"),
    RecordFault(["source": ["name": false]], "/source/name", "a text"),
  ]

  static let ofMembers = [
    RecordFault(["id": 7], "/id", "a text"),
    RecordFault(["need": ["panic"]], "/need", "a text"),
    RecordFault(["topics": "panic"], "/topics", "a list of topics"),
    RecordFault(["topics": [7]], "/topics/0", "a topic's slug"),
    RecordFault(["role": "friend"], "/role", "one of lived-experience, family or caregiver"),
    RecordFault(["communities": ["martians"]], "/communities/0", "a community that Kith knows"),
    RecordFault(["age": 131], "/age", "a whole number from 0 to 130"),
    RecordFault(["age": "34"], "/age", "a whole number"),
    RecordFault(["languages": ["klingonese speech"]], "/languages/0", "a language tag"),
    RecordFault(["formats": ["accepted": ["hybrid"]]], "/formats/accepted/0", "one of in-person"),
    RecordFault(
      ["formats": ["accepted": ["online"], "preferred": "phone"]], "/formats/preferred", "one of the accepted formats"),
    RecordFault(["location": ["latitude": 100, "longitude": 5]], "/location/latitude", "-90 to 90"),
    RecordFault(["distance": ["maximumKilometers": -1]], "/distance/maximumKilometers", "kilometres from 0"),
    RecordFault(
      ["distance": ["comfortableKilometers": 9, "maximumKilometers": 5]], "/distance/comfortableKilometers",
      "at most maximumKilometers"),
    RecordFault(
      ["accommodations": ["required": ["moon-landing"]]], "/accommodations/required/0", "one of wheelchair-access"),
    RecordFault(["accommodations": ["helpful": "captions"]], "/accommodations/helpful", "a list"),
    RecordFault(["cost": ["maximum": -1]], "/cost/maximum", "an amount, 0 or more"),
    RecordFault(["cost": ["maximum": 5, "currency": "$"]], "/cost/currency", "ISO 4217"),
    RecordFault(
      ["availability": [["weekday": "tuesday", "start": "17:00"]]], "/availability/0/weekday", "weekday, start and end"),
    RecordFault(
      ["availability": [["weekday": "tuesday", "start": "5pm", "end": "22:00"]]], "/availability/0/start", "a time"),
    RecordFault(["availability": ["tuesday evenings"]], "/availability/0", "an object"),
    RecordFault(["timeZone": "PST"], "/timeZone", "a time zone that this system knows"),
    RecordFault(["comfort": ["listenOnly": "yes"]], "/comfort/listenOnly", "true or false"),
    RecordFault(["comfort": ["size": "tiny"]], "/comfort/size", "one of small, medium or large"),
    RecordFault(["facilitation": "therapist"], "/facilitation", "one of peer"),
    RecordFault(["exclude": [7]], "/exclude/0", "a group's id"),
    RecordFault(["importance": ["distance": -2]], "/importance/distance", "a factor from 0 to 1000"),
    RecordFault(["importance": ["distance": "very"]], "/importance/distance", "a factor"),
  ]
}
