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

// Each pattern is linear: no nested repetition, and the text is capped before it is matched.
const longest = 20_000;
const titledName = /\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Lady|Dame|Rev)\.? {1,2}[A-Z][a-z'’-]{1,30}/;
const postcode = /\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][ABD-HJLNP-UW-Z]{2}\b/i;
const phone = /(?:\+44 ?|\b0)[0-9](?:[ -]?[0-9]){8,10}(?![0-9])/;
const born = /\b(?:d\.?o\.?b\.?|date of birth|born)\b/i;
const anyDate =
  /\b[0-3]?[0-9][/.-][01]?[0-9][/.-](?:19|20)?[0-9]{2}\b|\b[0-3]?[0-9] (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6} (?:19|20)[0-9]{2}\b/i;
const room = /\b(?:room|bed|flat) (?:no\.? |number )?[0-9]{1,3}[a-z]?\b/i;
const tenDigits = /(?<![0-9])[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}(?![0-9])/g;

/** The modulus 11 check digit of an NHS number. */
export function isNhsNumber(digits: string): boolean {
  const plain = digits.replace(/[ -]/g, "");
  if (!/^[0-9]{10}$/.test(plain) || new Set(plain).size === 1) return false;
  const sum = [...plain.slice(0, 9)].reduce((total, digit, index) => total + Number(digit) * (10 - index), 0);
  const check = (11 - (sum % 11)) % 11;
  return check !== 10 && check === Number(plain[9]);
}

/** What in a text may identify a person who uses services. It warns; the author decides. */
export function findPersonalData(text: string): PersonalDataKind[] {
  // Pasted text brings hard spaces, wide digits and marks that nobody sees; what is read is what is searched.
  const capped = text
    .slice(0, longest)
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .slice(0, longest);
  const nhs = [...capped.matchAll(tenDigits)].some(([digits]) => isNhsNumber(digits));
  const found: Record<PersonalDataKind, boolean> = {
    "nhs-number": nhs,
    "date-of-birth": born.test(capped) && anyDate.test(capped),
    phone: !nhs && phone.test(capped),
    postcode: postcode.test(capped),
    room: room.test(capped),
    name: titledName.test(capped),
  };
  return personalDataKinds.filter((kind) => found[kind]);
}
