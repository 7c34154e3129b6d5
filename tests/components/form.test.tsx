import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { CheckboxGroup, RadioGroup, SelectField } from "#components/ui/choice-fields.tsx";
import { DateField } from "#components/ui/date-fields.tsx";
import { Form } from "#components/ui/form.tsx";
import { TextArea, TextField } from "#components/ui/text-fields.tsx";
import { type FormState, idle } from "#lib/forms/state.ts";
import { besides } from "#lib/forms/values.ts";

const yesNo = [
  { value: "yes", label: "Yes" },
  { value: "no", label: "No" },
  { value: "unknown", label: "Not known yet" },
];

function render(initial: FormState, children: ReactNode) {
  return renderToStaticMarkup(
    <Form action={async (state) => state} submit="Save review" id="review" hidden={{ version: 3 }} initial={initial}>
      {children}
    </Form>,
  );
}

test("each problem links to a field that is there, described and marked", () => {
  const errors = { back: "Enter the time the internet came back", harm: "Say whether anyone was harmed" };
  const html = render(
    { status: "invalid", values: {}, errors },
    <>
      <TextField name="back" label="When" hint="For example, 23:17" />
      <RadioGroup name="harm" label="Was anyone harmed?" options={yesNo} />
    </>,
  );
  expect(html).toContain("There is a problem");
  for (const [name, message] of Object.entries(errors)) {
    expect(html).toContain(`href="#review-${name}"`);
    expect(html.split(`id="review-${name}"`)).toHaveLength(2);
    expect(html).toContain(`id="review-${name}-error"`);
    expect(html.split(message)).toHaveLength(3);
  }
  expect(html).toContain('aria-describedby="review-back-hint review-back-error"');
});

test("nothing typed or chosen is lost after a problem, even when it was cleared", () => {
  const values = {
    what: ["Tablets <down>"],
    note: [""],
    service: ["b"],
    harm: ["unknown"],
    told: ["yes", "no"],
    day: ["3 nov"],
  };
  const html = render(
    { status: "invalid", values, errors: { day: "Enter a date" } },
    <>
      <TextField name="what" label="What" defaultValue="stored" />
      <TextArea name="note" label="Note" defaultValue="stored note" />
      <SelectField
        name="service"
        label="Service"
        options={[
          { value: "a", label: "A" },
          { value: "b", label: "B" },
        ]}
      />
      <RadioGroup name="harm" label="Harm" options={yesNo} defaultValue="no" />
      <CheckboxGroup name="told" label="Told" options={yesNo} />
      <DateField name="day" label="Day" />
    </>,
  );
  expect(html).toContain('value="Tablets &lt;down&gt;"');
  expect(html).not.toContain("stored");
  expect(html).toMatch(/<option value="b" selected="">/);
  expect(html).toMatch(/name="harm"[^>]*checked=""[^>]*value="unknown"|name="harm" value="unknown" checked=""/);
  expect(html.match(/type="checkbox"[^>]*checked=""|checked=""[^>]*type="checkbox"/g)).toHaveLength(2);
  expect(html).toContain('value="3 nov"');
});

test("no decision is chosen beforehand", () => {
  expect(render(idle, <RadioGroup name="harm" label="Harm" options={yesNo} />)).not.toContain("checked");
});

test("a password is never sent back to the page", () => {
  const html = render(
    { status: "invalid", values: { password: ["wrong horse"] }, errors: {} },
    <TextField name="password" type="password" label="Password" autoComplete="current-password" />,
  );
  expect(html).not.toContain("wrong horse");
});

test("when someone else changed the record, both versions stand side by side and the new version is carried", () => {
  const html = render(
    {
      status: "refused",
      values: { what: ["no print date"], same: ["kept"] },
      errors: {},
      message: "Someone changed this record while you were reading it.",
      current: { version: "4", what: "date smudged", same: "kept" },
    },
    <>
      <TextField name="what" label="What" />
      <TextField name="same" label="Same" />
    </>,
  );
  expect(html).toContain("You wrote</dt><dd>no print date");
  expect(html).toContain("It says now</dt><dd>date smudged");
  expect(html.match(/It says now/g)).toHaveLength(1);
  expect(html).toContain('name="version" value="4"');
  expect(render(idle, null)).toContain('name="version" value="3"');
});

test("the same choices in another order are no difference", () => {
  const options = ["a", "b", "c"].map((value) => ({ value, label: `Service ${value}` }));
  const stale = (current: string) =>
    render(
      {
        status: "refused",
        values: { services: ["c", "a"] },
        errors: {},
        message: "Changed.",
        current: { services: current },
      },
      <CheckboxGroup name="services" label="Services" options={options} />,
    );
  expect(stale("a,c")).not.toContain("It says now");
  expect(stale("a,b")).toContain("It says now</dt><dd>Service a, Service b");
});

test("a fault gives its reference and keeps the text", () => {
  const html = render(
    { status: "fault", values: { what: ["kept"] }, errors: {}, message: "This was not saved.", reference: "F-7Q2" },
    <TextField name="what" label="What" />,
  );
  expect(html).toContain("This was not saved.");
  expect(html).toContain("F-7Q2");
  expect(html).toContain('value="kept"');
  expect(html).toContain('role="alert"');
});

test("a text that may identify somebody is confirmed by a box nobody ticked beforehand", () => {
  const html = render(
    {
      status: "invalid",
      values: { what: ["Room 12 was cold"], "confirmed-text": ["what:16"] },
      errors: { what: "This may hold a room number." },
      warnings: { "what:16": "What happened may hold a room number." },
    },
    <TextField name="what" label="What" />,
  );
  expect(html).toContain('name="confirmed-text" value="what:16"');
  expect(html).toContain("What happened may hold a room number.");
  expect(html).not.toContain("checked=");
});

test("a problem with the whole form links to the form", () => {
  const html = render({ status: "invalid", values: {}, errors: { form: "Choose at least one change" } }, null);
  expect(html).toContain('href="#review"');
  expect(html).toContain('id="review"');
});

test("what is typed stays while a part of the form is saved beside it, and the part shows what is stored", () => {
  const form = new FormData();
  for (const [name, value] of [
    ["because", "Half a reason"],
    ["for", "typed"],
  ] as const)
    form.append(name, value);
  const state = besides({ status: "done", values: {}, errors: {}, message: "The votes are recorded." }, form, ["for"]);
  const html = render(
    state,
    <>
      <CheckboxGroup
        name="for"
        label="For"
        options={["typed", "stored"].map((value) => ({ value, label: value }))}
        defaultValue={["stored"]}
      />
      <TextArea name="because" label="Because" />
    </>,
  );
  expect(html).toContain(">Half a reason</textarea>");
  expect(html).toContain("The votes are recorded.");
  expect(html).toMatch(/<input[^>]*checked=""[^>]*value="stored"|<input[^>]*value="stored"[^>]*checked=""/);
  expect(html).not.toMatch(/<input[^>]*checked=""[^>]*value="typed"|<input[^>]*value="typed"[^>]*checked=""/);
  const refused: FormState = { status: "refused", values: { because: ["x"] }, errors: {} };
  expect(besides(refused, form, ["for"])).toBe(refused);
});
