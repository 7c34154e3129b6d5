import { expect, test } from "vitest";
import { z } from "zod";
import { inputFor, typedValues } from "#lib/forms/values.ts";

const sent = (pairs: readonly (readonly [string, string])[]) => {
  const form = new FormData();
  for (const [name, value] of pairs) form.append(name, value);
  return typedValues(form);
};

test("what was typed is kept as lists under its names, and a schema takes its own fields alone", () => {
  const values = sent([
    ["name", "Phones"],
    ["serviceIds", "a"],
    ["serviceIds", "b"],
    ["organisationId", "another"],
    ["$ACTION_ID_0", ""],
  ]);
  expect(values).toEqual({ name: ["Phones"], serviceIds: ["a", "b"], organisationId: ["another"] });
  const schema = z.object({ name: z.string(), serviceIds: z.array(z.string()) });
  expect(inputFor(schema, values)).toEqual({ name: "Phones", serviceIds: ["a", "b"] });
});

test.each(["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf"])(
  "a field named %s is no field of ours and breaks nothing",
  (name) => {
    const values = sent([
      [name, "polluted"],
      ["name", "Phones"],
    ]);
    expect(Object.keys(values)).toEqual(["name"]);
    expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
  },
);
