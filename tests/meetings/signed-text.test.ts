import { expect, test } from "vitest";
import { minutesText } from "#lib/meetings/compose.ts";
import { readSigned } from "#lib/meetings/signed-text.ts";
import { sampleMinutes } from "./paper-samples.ts";

test("signed minutes are read back word for word from the text that was signed", () => {
  const minutes = sampleMinutes();
  const signed = readSigned(minutesText(minutes));
  expect({ ...minutes, ...signed }).toEqual(minutes);
  expect(minutesText({ ...minutes, ...signed, place: "Elsewhere" })).not.toBe(minutesText(minutes));
  expect(minutesText({ ...minutes, ...signed })).toBe(minutesText(minutes));
  expect(() => readSigned('{"title":"Minutes"}')).toThrow();
});
