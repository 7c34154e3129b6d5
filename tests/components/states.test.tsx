import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { AsAt } from "#components/ui/as-at.tsx";
import { LockedButton } from "#components/ui/button.tsx";
import { KeyValues } from "#components/ui/facts.tsx";
import { shortFingerprint } from "#components/ui/manifest.tsx";
import { phaseShares } from "#components/ui/phase-bar.tsx";
import { Score } from "#components/ui/score.tsx";
import { StateChip, StateMark, StateShape, states } from "#components/ui/state-mark.tsx";
import { Steps } from "#components/ui/steps.tsx";
import { UseUntil } from "#components/ui/use-until.tsx";

test.each(states)("%s has a shape, a word and a colour of its own", (state) => {
  for (const Part of [StateMark, StateChip]) {
    const html = renderToStaticMarkup(<Part state={state}>Said in words</Part>);
    expect(html).toContain(`data-shape="${state}"`);
    expect(html).toContain("Said in words");
    expect(html).toMatch(new RegExp(`class="(st|chip) ${state}"`));
  }
});

test("no two states share a shape, so they differ in greyscale", () => {
  const drawn = states.map((state) =>
    renderToStaticMarkup(<StateShape state={state} />).replace(/data-shape="[^"]*"/, ""),
  );
  expect(new Set(drawn).size).toBe(states.length);
});

test("a risk score prints its number and its band", () => {
  const html = renderToStaticMarkup(<Score value={16} band="extreme" />);
  expect(html).toContain(">16<");
  expect(html).toContain("Extreme");
  expect(html).toContain("s4");
});

test("a moment is London words with the exact instant beside them", () => {
  const html = renderToStaticMarkup(<AsAt when={new Date("2026-07-24T08:12:00Z")} />);
  expect(html).toContain("24 July 2026, 09:12");
  expect(html).toContain('dateTime="2026-07-24T08:12:00.000Z"');
});

test("a value nobody holds is said to be not known", () => {
  const html = renderToStaticMarkup(
    <KeyValues
      items={[
        { label: "Supplier", value: undefined },
        { label: "Beds", value: 0 },
      ]}
    />,
  );
  expect(html).toContain("Not known");
  expect(html).toContain("<dd>0</dd>");
});

test("a sheet past its date says do not use", () => {
  const until = new Date("2026-11-22T06:00:00Z");
  expect(renderToStaticMarkup(<UseUntil until={until} now={new Date("2026-11-22T05:59:00Z")} />)).toContain(
    "Use until",
  );
  expect(renderToStaticMarkup(<UseUntil until={until} now={until} />)).toContain("Do not use");
  expect(renderToStaticMarkup(<UseUntil until={undefined} now={until} />)).toContain("Not known");
});

test("a locked step says why and is not a control", () => {
  const html = renderToStaticMarkup(<LockedButton label="Issue bundle" reason="Minutes are still a draft." />);
  expect(html).toContain("Minutes are still a draft.");
  expect(html).not.toContain("<button");
});

test("phases fill the bar and a short one keeps room for its word", () => {
  for (const minutes of [[13, 262, 743, 8870], [0, 0], [5], [1, 1, 1, 1, 1, 1]]) {
    const shares = phaseShares(minutes);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(24);
    expect(Math.min(...shares)).toBeGreaterThanOrEqual(2);
  }
  expect(phaseShares([13, 262, 743, 8870]).reduce((sum, share) => sum + share, 0)).toBe(24);
});

test("a fingerprint is shortened to its first and last groups", () => {
  expect(shortFingerprint(`abcd1234${"0".repeat(48)}9876wxyz`)).toBe("abcd 1234 … 9876 wxyz");
});

test("a step that is done or under way says so without its colour", () => {
  const html = renderToStaticMarkup(
    <Steps
      label="How far"
      steps={[
        { word: "Scope", state: "done" },
        { word: "Texts", state: "here", note: "2 to tick" },
        { word: "Issue", state: "to-do" },
      ]}
    />,
  );
  expect(html).toContain('data-shape="ok"');
  expect(html).toContain('Scope<span class="sr">, done</span>');
  expect(html).toMatch(/aria-current="step"><i aria-hidden="true">2<\/i><span>Texts<small>2 to tick/);
});
