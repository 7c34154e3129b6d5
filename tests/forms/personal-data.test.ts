import { describe, expect, test } from "vitest";
import { findPersonalData, isNhsNumber, type PersonalDataKind, personalDataSaid } from "#lib/forms/personal-data.ts";

const holds: [PersonalDataKind, string][] = [
  ["nhs-number", "NHS number 943 476 5919"],
  ["nhs-number", "see 9434765919."],
  ["nhs-number", "(943-476-5919)"],
  ["date-of-birth", "DOB 03/11/1941"],
  ["date-of-birth", "born on 3 November 1941"],
  ["date-of-birth", "date of birth: 3.11.41"],
  ["phone", "ring 01632 960 001"],
  ["phone", "call +44 7700 900123"],
  ["phone", "mobile 07700900123"],
  ["postcode", "lives at M1 1AE"],
  ["postcode", "EC1A 1BB"],
  ["postcode", "sw1a2aa"],
  ["room", "the resident in room 12"],
  ["room", "Bed 4 had no call bell"],
  ["room", "flat number 7b"],
  ["name", "Mrs Abernathy was told"],
  ["name", "Mr. O’Example asked"],
  ["name", "Dr Placeholder rang back"],
  ["nhs-number", "NHS 943.476.5919"],
  ["nhs-number", "943/476/5919"],
  ["nhs-number", "943 – 476 – 5919"],
  ["date-of-birth", "born on 12th March 1931"],
  ["date-of-birth", "born 1st of May, 1931"],
  ["date-of-birth", "DOB 1931-03-12"],
  ["date-of-birth", "D.O.B.: March 12, 1931"],
  ["date-of-birth", "DOB 12 03 1931"],
  ["phone", "ring (01632) 960 345"],
  ["phone", "(020) 7946 0018"],
  ["phone", "+44 (0)1632 960345"],
  ["phone", "0044 1632 960345"],
  ["phone", "01632.960.345"],
  ["name", "MRS JANE EXAMPLE"],
  ["name", "Mrs J Example"],
  ["name", "Mr. J.K. Example"],
  ["name", "mrs example"],
  ["name", "Mrs\nExample"],
  ["name", "Mrs  EXAMPLE"],
  ["name", "Mr and Mrs Example"],
  ["name", "Miss J Example"],
  ["name", "MISS EXAMPLE"],
  ["name", "ms Example"],
  ["name", "Mrs Éxample"],
];

const clean = [
  "Printed care summaries had no date stamp on four of eight pages.",
  "The rota was back after 3 h 10 min, target 2 h.",
  "148 visits were matched; 3 gaps.",
  "DIS-2026-014 raised ACT-118 and R-044.",
  "Replacement ordered on 3 November 2026.",
  "Order number 1234567890 and serial 4010232138",
  "Ofcom case 0300",
  "Contract clause 14.2, 24 hours' notice",
  "The medicines room was locked.",
  "Tested at 18:42 on 24/11/2026 by the shift lead.",
  "Battery 9.6 V, 2 A, model B24-TX",
  "The Mr-type connector",
  "Version 2.10.4 on 192.168.10.20",
  "Score 16, target 8, appetite 12",
  "The DR plan and the DR TEST of the DR site",
  "Answers in 20 ms. The rest took 400 ms Later",
  "MS Teams, MS TEAMS and MS Office were out",
  "A NEAR MISS REPORT was written so that we miss nothing",
  "On 05.11.2026 10.30 and (05) at 10.15",
  "Rows 100, 200, 3000 and 943, 476, 5919",
  "Restored 2026-11-03, 2026-11-04 and 12th March 2026",
  "Spare rev 2 boards and lady chapel",
];

test.each(holds)("finds %s in “%s”", (kind, text) => {
  expect(findPersonalData(text)).toContain(kind);
  expect(findPersonalData(`${"Nothing to see here. ".repeat(20)}${text}`)).toContain(kind);
});

test.each(clean)("finds nobody in “%s”", (text) => {
  expect(findPersonalData(text)).toEqual([]);
});

describe("the check digit of an NHS number", () => {
  test("is told from any other ten digits", () => {
    expect(isNhsNumber("9434765919")).toBe(true);
    for (let digit = 0; digit < 10; digit += 1)
      expect([digit, isNhsNumber(`943476591${digit}`)]).toEqual([digit, digit === 9]);
    expect(isNhsNumber("1111111111")).toBe(false);
    expect(isNhsNumber("943476591")).toBe(false);
  });

  test("is right for one in eleven of the numbers that anybody could write", () => {
    const right = Array.from({ length: 11_000 }, (_, n) => String(4_000_000_000 + n * 7919)).filter(isNhsNumber).length;
    expect(right).toBeGreaterThan(800);
    expect(right).toBeLessThan(1_200);
  });
});

test("the last words of a text as long as a minute may be are searched as the first", () => {
  const long = "Nothing to see here. ".repeat(7_140);
  expect(long.length).toBeGreaterThan(149_900);
  for (const [kind, text] of holds) expect(findPersonalData(`${long}${text}`)).toContain(kind);
  expect(findPersonalData(long)).toEqual([]);
});

describe("a text made to keep the search busy", () => {
  const seeds = {
    digits: "0",
    "digits and spaces": "0 1-2 3-4 ",
    "half a number": "+44 0",
    "half a name": "Mr ",
    "titles in a row": "Mr. Mrs Dr ",
    "half a postcode": "A1 ",
    "half a date": "dob 31/12/",
    "half a room": "room no. ",
    capitals: "AAAAAAAA ",
    "long words": "a'a’a-a",
    "titles and initials": "mrs j. k ",
    "initials of doctors": "Dr A. B C ",
    "brackets of digits": "(01632) ",
    "digits and dots": "012.345.",
    "ten digits after ten": "943.476.5918 ",
    "born and born": "born dob ",
    "half a written date": "born 12th of March, ",
    spaces: " ",
    "lines and spaces": " \n\t",
    "unseen marks": "\u200b\u0301",
    "letters that grow": "\ufdfa",
  };

  test.each(Object.entries(seeds))("of %s takes time in step with its length", (_, seed) => {
    const small = seed.repeat(Math.ceil(15_000 / seed.length));
    const large = seed.repeat(Math.ceil(150_000 / seed.length));
    const least = (text: string) =>
      Math.min(
        ...Array.from({ length: 4 }, () => {
          const before = process.cpuUsage();
          findPersonalData(text);
          return process.cpuUsage(before).user;
        }),
      );
    least(small);
    // Ten times the text: ten times the work; a pattern that looks back would need a hundred. In microseconds.
    expect(least(large) / Math.max(least(small), 2_000)).toBeLessThan(40);
  });

  test("of the longest minute is answered at once", () => {
    for (const seed of Object.values(seeds)) {
      const text = seed.repeat(Math.ceil(150_000 / seed.length));
      const before = process.cpuUsage();
      findPersonalData(text);
      expect([seed, process.cpuUsage(before).user < 1_000_000]).toEqual([seed, true]);
    }
  });
});

test.each([
  ["943\u200b476\u200b5919", "nhs-number"],
  ["９４３ ４７６ ５９１９", "nhs-number"],
  ["room\u00a012", "room"],
  ["Mrs\u00a0Jones", "name"],
] as const)("hard spaces, wide digits and unseen marks hide nothing: %j", (text, kind) => {
  expect(findPersonalData(text)).toContain(kind);
});

test("what was found is told as one list", () => {
  expect(personalDataSaid(["nhs-number"])).toBe("an NHS number");
  expect(personalDataSaid(["room", "name"])).toBe("a room number and a person's name");
  expect(personalDataSaid(["nhs-number", "room", "name"])).toBe("an NHS number, a room number and a person's name");
});
