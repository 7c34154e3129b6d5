import { expect, test } from "vitest";
import { z } from "zod";
import { optionalText, requiredText } from "#lib/forms/fields.ts";
import { guardTexts } from "#lib/forms/guarded-texts.ts";
import { inputFor } from "#lib/forms/values.ts";
import { WriteBlock } from "#lib/meetings/inputs/minutes.ts";

const identifies = "Mrs Example, NHS 943 476 5919";
const Asked = z.object({ what: requiredText("Say what."), rows: z.array(z.string()).optional() });

function guarded(values: Record<string, string[]>) {
  const parsed = Asked.safeParse(inputFor(Asked, values));
  return { ...guardTexts(Asked, values, { what: "The words", rows: "The rows" }, parsed), saved: parsed.data };
}

test("of a field that is sent twice, the value that is saved is the one that is searched", () => {
  const { errors, saved } = guarded({ what: ["x".repeat(20_001), identifies] });
  expect(saved?.what).toBe(identifies);
  expect(errors.what).toContain("an NHS number and a person's name");
  expect(guarded({ what: [identifies, "Nothing to see."] })).toMatchObject({
    errors: {},
    saved: { what: "Nothing to see." },
  });
});

test("of a field that takes several values, every one is searched", () => {
  for (const rows of [
    [identifies, "None"],
    ["None", identifies],
  ])
    expect(guarded({ what: ["A list"], rows }).errors.rows).toContain("a person's name");
});

test("a confirmation holds for the text that is saved, not for one that was sent beside it", () => {
  const { warnings = {} } = guarded({ what: [identifies] });
  const confirmed = { "confirmed-text": Object.keys(warnings) };
  expect(guarded({ what: ["Other", identifies], ...confirmed }).confirmed).toHaveLength(1);
  expect(guarded({ what: [identifies, `${identifies}, room 12`], ...confirmed }).warnings).toBeDefined();
});

test("what must change first is not asked about", () => {
  expect(guarded({ what: [`${identifies} ${"x".repeat(2000)}`] }).warnings).toBeUndefined();
});

test.each(["\u200b\u200b\u200b\u200b\u200b", "\u2060 \u00ad", "\u3164", "\u2800", "\ufe0f\u034f", " \u00a0\ufeff"])(
  "%j is no text: nobody would see anything of it",
  (text) => {
    expect(
      requiredText("Say what.")
        .safeParse(text)
        .error?.issues.map((issue) => issue.message),
    ).toContain("Say what.");
    expect(optionalText().parse(text)).toBeUndefined();
    expect(WriteBlock.shape.words.safeParse(text).success).toBe(false);
  },
);

test("a text with something to see keeps its unseen marks", () => {
  const joined = "\u{1F469}\u200D\u{1F52C} on shift";
  expect(requiredText("Say what.").parse(joined)).toBe(joined);
});
