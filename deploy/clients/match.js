// Asks for groups with fetch, in a page or in Node: see match.html.
//
// A page of another origin has to be on the service's list: kith serve --allowed-origins https://example.org

export const member = {
  need: "I keep having panic attacks at work and feel alone with it",
  near: "94612",
  distance: { comfortableKilometers: 5, maximumKilometers: 25 },
  availability: [{ weekday: "tuesday", start: "17:00", end: "22:00" }],
};

/** The service's answer for a member; throws what it says is wrong. */
export async function match(service, member, limit = 3) {
  const response = await fetch(new URL("/v1/matches", service), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ member, limit }),
    // Nothing about the person stays in the browser or goes along in a header.
    cache: "no-store",
    credentials: "omit",
    referrerPolicy: "no-referrer",
  });
  const body = await response.json();
  if (response.ok) return body;
  const errors = (body.errors ?? []).map((error) => `${error.pointer}: ${error.detail}`);
  throw new Error([body.title, body.detail, ...errors].filter(Boolean).join("; "));
}

/** The answer in lines of text. */
export function lines(answer) {
  const help = (answer.crisis?.lines ?? []).map((line) => [line.name, line.call, line.text].filter(Boolean).join(" "));
  const matches = answer.matches.flatMap((match) => [
    `${match.rank}. ${match.group.name} (${match.fit})`,
    ...match.reasons.map((reason) => `   ${reason}`),
    ...match.questions.map((question) => `   ${question}`),
  ]);
  return [...help, ...matches, answer.note];
}
