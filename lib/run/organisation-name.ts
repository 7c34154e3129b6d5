import { z } from "zod";

const alphabets = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
  /\p{Script=Coptic}/u,
  /\p{Script=Georgian}/u,
];

export const mixedName = "The name mixes letters of two alphabets in one word; type each word in one.";

/** Letters of two alphabets in one word look like a name that they are not. */
function mixesAlphabets(name: string): boolean {
  const words = name.normalize("NFKC").match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
  return words.some((word) => {
    const letters = (word.match(/\p{L}/gu) ?? []).filter((letter) => !/\p{Script=Common}/u.test(letter));
    return alphabets.some((of) => letters.some((letter) => of.test(letter)) && !letters.every((one) => of.test(one)));
  });
}

/** A name with width, case, spaces and marks between its letters set aside. */
const keyOf = (name: string) =>
  name
    .normalize("NFKC")
    .replace(/&/g, " and ")
    .toUpperCase()
    .toLowerCase()
    .normalize("NFKC")
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "");

/** Whether people would take one name for the other. */
export const sameName = (one: string, other: string) => keyOf(one) === keyOf(other);

/** As people read it: without what cannot be seen, with single spaces, each word of one alphabet. */
export const OrganisationName = z
  .string()
  .refine((name) => !/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u.test(name))
  .transform((name) => name.normalize("NFC").replace(/\s+/g, " ").trim())
  .pipe(
    z
      .string()
      .min(2)
      .max(120)
      .refine((name) => keyOf(name) !== "")
      .refine((name) => !mixesAlphabets(name), mixedName),
  );
