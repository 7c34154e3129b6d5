import type { Page } from "@playwright/test";

/** What no field takes: it holds a mark that turns the writing round, and is no date, time, number or address either. */
const wrong = "Kept \u202eas typed";

export type Told = {
  submit: string;
  /** Problems in the summary above the fields, each with whether the same words stand beside its field. */
  problems: { message: string; beside: boolean }[];
  /** Fields that came back with something else than was typed. */
  lost: string[];
};

/** The forms of the page that have something to fill, by the words on their button. */
export function formsOf(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("main form")]
      .filter(
        (form) => form.getAttribute("enctype") !== "multipart/form-data" || form.querySelector("[name^='$ACTION']"),
      )
      .filter((form) => form.querySelector("[name^='$ACTION']"))
      .filter((form) => form.querySelector("select, textarea, input[type=text], input[type=email], input[type=radio]"))
      .map((form) => form.querySelector("button[type=submit]")?.textContent ?? ""),
  );
}

type Values = Record<string, string>;

/** Fills the form with what is wrong, presses its button, and reads what came back. */
export async function sendWrong(page: Page, submit: string): Promise<Told> {
  const sent = await page.evaluate(fill, [submit, wrong] as const);
  await Promise.all([
    page.waitForEvent("load"),
    page.locator("main form").getByRole("button", { name: submit, exact: true }).first().click(),
  ]);
  const { problems, values } = await page.evaluate(told, submit);
  const lost = Object.keys(sent).filter((name) => values[name] !== sent[name]);
  return { submit, problems, lost: lost.map((name) => `${name}: ${sent[name]} became ${values[name]}`) };
}

/** In the page: the last choice of every choice, and the wrong words in every text. */
function fill([submit, words]: readonly [string, string]): Values {
  const form = [...document.querySelectorAll("main form")].find(
    (one) => one.querySelector("button[type=submit]")?.textContent === submit,
  );
  if (!form) throw new Error(`No form ${submit}.`);
  for (let box = form.closest("details"); box; box = box.parentElement?.closest("details") ?? null) box.open = true;
  for (const box of form.querySelectorAll("details")) box.open = true;
  const texts = [...form.querySelectorAll<HTMLInputElement>("input, textarea")].filter(({ type }) =>
    ["text", "email", "tel", "search", "textarea"].includes(type),
  );
  for (const field of texts) field.value = words;
  for (const select of form.querySelectorAll("select"))
    select.selectedIndex = texts.length > 0 ? select.options.length - 1 : 0;
  const radios = [...form.querySelectorAll<HTMLInputElement>("input[type=radio]")];
  for (const radio of radios) radio.checked = texts.length > 0;
  const values: Values = {};
  for (const field of form.querySelectorAll<HTMLInputElement>("input, textarea, select")) {
    if (["hidden", "file", "password", "submit"].includes(field.type) || !field.name) continue;
    const one = ["radio", "checkbox"].includes(field.type);
    values[one ? `${field.name}=${field.value}` : field.name] = one ? String(field.checked) : field.value;
  }
  return values;
}

/** In the page: the summary's problems, and the fields as they came back. */
function told(submit: string): { problems: Told["problems"]; values: Values } {
  const form = [...document.querySelectorAll("main form")].find(
    (one) => one.querySelector("button[type=submit]")?.textContent === submit,
  );
  const values: Values = {};
  for (const field of form?.querySelectorAll<HTMLInputElement>("input, textarea, select") ?? []) {
    if (!field.name) continue;
    const one = ["radio", "checkbox"].includes(field.type);
    values[one ? `${field.name}=${field.value}` : field.name] = one ? String(field.checked) : field.value;
  }
  if (!form?.querySelector(".error-summary")?.checkVisibility({ contentVisibilityAuto: true }))
    return { problems: [], values };
  const links = [...(form?.querySelectorAll<HTMLAnchorElement>(".error-summary a") ?? [])];
  const problems = links.map((link) => {
    const message = link.textContent ?? "";
    const target = document.getElementById(link.hash.slice(1));
    const beside = [...(target?.closest(".field.invalid")?.querySelectorAll(".error") ?? [])].map(
      (one) => one.textContent,
    );
    return { message, beside: beside.some((words) => words?.endsWith(message)) };
  });
  return { problems, values };
}
