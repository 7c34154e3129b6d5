export const personalDataKinds = ["nhs-number", "date-of-birth", "phone", "postcode", "room", "name"] as const;
export type PersonalDataKind = (typeof personalDataKinds)[number];

export const personalDataWords: Record<PersonalDataKind, string> = {
  "nhs-number": "an NHS number",
  "date-of-birth": "a date of birth",
  phone: "a phone number",
  postcode: "a postcode",
  room: "a room number",
  name: "a person's name",
};

/** What was found, as one list: "an NHS number, a room number and a person's name". */
export function personalDataSaid(kinds: readonly PersonalDataKind[]): string {
  const words = kinds.map((kind) => personalDataWords[kind]);
  const last = words.pop() ?? "";
  return words.length > 0 ? `${words.join(", ")} and ${last}` : last;
}

// Each pattern is linear: what repeats is bounded, or begins with what it does not repeat.
const letters = String.raw`\p{L}[\p{L}'’-]{1,30}`;
const name = String.raw`\p{Lu}[\p{L}'’-]{1,30}`;
const namePatterns = [
  // Mr and Mrs are nothing else, whatever their case.
  new RegExp(String.raw`\bmrs?(?:\.?[ \n]|\.)(?:\p{L}{1,2}(?:\. ?| )){0,3}${letters}`, "iu"),
  // Not "20 ms later", nor "DR plan", nor to miss something: here the case tells.
  new RegExp(
    String.raw`\b(?:Ms|Miss|Mx|Dr|Sir|Lady|Dame|Rev)(?:\.?[ \n]|\.)(?:\p{Lu}{1,2}(?:\. ?| )){0,3}${name}`,
    "u",
  ),
  /(?<![0-9] ?)\b(?:ms|mx|dr)\.? (?:\p{Lu}\.? ){0,3}\p{Lu}[\p{Ll}'’-]{1,30}/u,
  /(?<!NEAR )\b(?:MISS|SIR|DAME|DR\.|MS\.) (?:[A-Z]\.? ){0,3}[A-Z]['’A-Z-]{1,30}\b/,
  /\bMS (?!TEAMS\b|OFFICE\b|WORD\b|EXCEL\b|SQL\b|OUTLOOK\b|WINDOWS\b)(?:[A-Z]\.? ){0,3}[A-Z]['’A-Z-]{1,30}\b/,
];
const postcode = /\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][ABD-HJLNP-UW-Z]{2}\b/i;
const phonePatterns = [
  /(?:\+44 ?(?:\(0\) ?)?|\b0044 ?|\b0)[0-9](?:[ -]?[0-9]){8,10}(?![0-9])/,
  /\(0[0-9]{2,5}\) ?[0-9](?:[ -]?[0-9]){4,8}(?![0-9])/,
  /\b0[0-9]{2,4}[./][0-9]{3,4}[ ./-]?[0-9]{3,4}(?![0-9])/,
];
const born = /\b(?:d\.?o\.?b(?![a-z])|date of birth|birth ?date|birthday|born\b)/i;
const month = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}";
const year = "(?:19|20)[0-9]{2}";
const datePatterns = [
  /\b[0-3]?[0-9][ /.-][01]?[0-9][ /.-](?:19|20)?[0-9]{2}\b/,
  /\b(?:19|20)[0-9]{2}[ /.-][01]?[0-9][ /.-][0-3]?[0-9]\b/,
  new RegExp(String.raw`\b[0-3]?[0-9](?:st|nd|rd|th)?(?: of)?[ /.-]${month}[,.]?[ /.-]${year}\b`, "i"),
  new RegExp(String.raw`\b${month}\.? [0-3]?[0-9](?:st|nd|rd|th)?,? ${year}\b`, "i"),
];
const room = /\b(?:room|bed|flat) (?:no\.? |number )?[0-9]{1,3}[a-z]?\b/i;
const tenDigits = /(?<![0-9])[0-9]{3}(?: ?[./-] ?| )?[0-9]{3}(?: ?[./-] ?| )?[0-9]{4}(?![0-9])/g;

/** The modulus 11 check digit of an NHS number. */
export function isNhsNumber(digits: string): boolean {
  const plain = digits.replace(/[ ./-]/g, "");
  if (!/^[0-9]{10}$/.test(plain) || new Set(plain).size === 1) return false;
  const sum = [...plain.slice(0, 9)].reduce((total, digit, index) => total + Number(digit) * (10 - index), 0);
  const check = (11 - (sum % 11)) % 11;
  return check !== 10 && check === Number(plain[9]);
}

/** A text as it is read: hard spaces, wide digits and marks that nobody sees are what pasted text brings along. */
const asRead = (text: string) =>
  text
    // Whole words in one sign: nothing that is searched for, and eighteen letters each.
    .replace(/[\ufdf0-\ufdfd]/g, " ")
    .normalize("NFKD")
    .replace(/[\p{Cf}\p{Mn}\p{Default_Ignorable_Code_Point}]/gu, "")
    .replace(/[\p{Pd}\u2212]/gu, "-")
    .replace(/[^\S\n]+/g, " ");

/** What in a text, from its first word to its last, may identify a person who uses services. It warns; the author decides. */
export function findPersonalData(text: string): PersonalDataKind[] {
  const read = asRead(text);
  const holds = (pattern: RegExp) => pattern.test(read);
  const nhs = [...read.matchAll(tenDigits)].some(([digits]) => isNhsNumber(digits));
  const found: Record<PersonalDataKind, boolean> = {
    "nhs-number": nhs,
    "date-of-birth": born.test(read) && datePatterns.some(holds),
    phone: !nhs && phonePatterns.some(holds),
    postcode: postcode.test(read),
    room: room.test(read),
    name: namePatterns.some(holds),
  };
  return personalDataKinds.filter((kind) => found[kind]);
}
