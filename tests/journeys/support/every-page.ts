import type { Who } from "./session.ts";

/**
 * Whoever reaches a page, and how: an address, then what is followed from there. `*` stands for an id and is looked
 * for among the links of the page before; `+` is put behind the address.
 */
export type Way = readonly [who: Who, start: string, ...follow: string[]];

const review = "/disruptions?view=all&words=DIS-2026-015";
const risk = ["/risks?view=open", "/risks/*"] as const;
const held = ["/resilience-tests?words=Evening+internet+loss+exercise", "/resilience-tests/*"] as const;
const coming = ["/meetings?view=coming&words=Quality", "/meetings/*"] as const;
const signed = ["/meetings?view=signed&words=Board", "/meetings/*", "/meetings/*/minutes"] as const;
const board = ["/meetings", "/meetings/committees/*"] as const;

/** Every page of the portal and what stands on it in other states: a page without a line here fails the journey. */
export const everyPage: Record<string, readonly Way[]> = {
  "/": [["quality lead", "/"]],
  "/sign-in": [["nobody", "/sign-in"]],
  "/sign-in/code": [["inspector at the door", "/sign-in/code"]],
  "/sign-in/access": [["quality officer", "/sign-in/access"]],
  "/set-password": [["nobody", "/set-password"]],
  "/verify": [["nobody", "/verify"]],
  "/account": [["quality lead", "/account"]],
  "/how-this-is-worked-out": [["quality lead", "/how-this-is-worked-out"]],
  "/risks": [
    ["quality lead", "/risks"],
    ["nominated individual", "/risks?view=all&words=nothing-holds-these-words"],
  ],
  "/risks/new": [["quality lead", "/risks/new"]],
  "/risks/appetite": [["nominated individual", "/risks/appetite"]],
  "/risks/[id]": [["quality lead", ...risk]],
  "/risks/[id]/edit": [["quality lead", ...risk, "/risks/*/edit"]],
  "/risks/[id]/[act]": ["score", "treat", "control", "review", "accept", "close", "prove"].map(
    (act) => ["quality lead", ...risk, `+/${act}`] as const,
  ),
  "/disruptions": [["quality lead", "/disruptions?view=all"]],
  "/disruptions/new": [
    ["care worker", "/disruptions/new"],
    ["care worker", "/disruptions/new?step=time"],
    ["care worker", "/disruptions/new?step=time&time=25:00&date=today"],
  ],
  "/disruptions/[id]": [
    ["quality lead", review, "/disruptions/*"],
    ["nominated individual", "/disruptions?view=closed", "/disruptions/*"],
  ],
  ...Object.fromEntries(
    ["duties", "impact", "paper", "review", "sign-off", "timeline", "times", "triage"].map((part) => [
      `/disruptions/[id]/${part}`,
      [["quality lead", review, "/disruptions/*", `+/${part}`] as const],
    ]),
  ),
  "/disruptions/[id]/review/[finding]": [["quality lead", "made:decision"]],
  "/resilience-tests": [
    ["quality lead", "/resilience-tests"],
    ["quality lead", "/resilience-tests?view=no-test"],
  ],
  "/resilience-tests/new": [["quality lead", "/resilience-tests/new"]],
  "/resilience-tests/[id]": [["quality lead", ...held]],
  "/resilience-tests/[id]/edit": [
    ["quality lead", "/resilience-tests?view=planned", "/resilience-tests/*", "/resilience-tests/*/edit"],
  ],
  "/resilience-tests/[id]/record": [
    ["quality lead", "/resilience-tests?view=planned", "/resilience-tests/*", "/resilience-tests/*/record"],
    ["quality lead", "made:test", "+/record"],
  ],
  "/resilience-tests/[id]/objectives/[objectiveId]": [["quality lead", "made:objective"]],
  "/resilience-tests/[id]/findings/[findingId]": [["quality lead", "made:finding"]],
  "/action-items": [["quality lead", "/action-items?view=all"]],
  "/action-items/new": [["quality lead", "/action-items/new"]],
  "/action-items/[id]": [
    ["quality lead", "/action-items", "/action-items/*"],
    ["quality lead", "/action-items?view=waiting", "/action-items/*"],
    ["quality lead", "/action-items", "/action-items/*", "+?step=complete"],
    ["quality lead", "/action-items", "/action-items/*", "+?step=redate"],
  ],
  "/action-items/[id]/edit": [["quality lead", "/action-items", "/action-items/*", "/action-items/*/edit"]],
  "/systems": [["digital lead", "/systems"]],
  "/systems/new": [["digital lead", "/systems/new"]],
  "/systems/[id]": [["digital lead", "/systems", "/systems/*"]],
  "/systems/[id]/edit": [["digital lead", "/systems", "/systems/*", "/systems/*/edit"]],
  "/materials": [["quality lead", "/materials"]],
  "/materials/new": [["quality lead", "/materials/new"]],
  "/materials/check": [
    ["quality lead", "/materials/check"],
    ["care worker", "/materials/check"],
  ],
  "/materials/[id]": [["quality lead", "/materials", "/materials/*"]],
  "/materials/[id]/edit": [["quality lead", "/materials", "/materials/*", "/materials/*/edit"]],
  "/meetings": [
    ["governance lead", "/meetings"],
    ["quality lead", "/meetings?view=all&words=nothing-holds-these-words"],
  ],
  "/meetings/new": [
    ["governance lead", "/meetings/new"],
    ["governance lead", ...board, "/meetings/new?committee=*"],
  ],
  "/meetings/[id]": [
    ["governance lead", ...coming],
    ["governance lead", "/meetings?view=all&words=Board", "/meetings/*"],
  ],
  "/meetings/[id]/screen": [
    ["governance lead", ...coming, "/meetings/*/screen"],
    ["governance lead", "/meetings?view=coming&words=Board", "/meetings/*", "/meetings/*/screen"],
  ],
  "/meetings/[id]/screen/notes": [["governance lead", ...coming, "/meetings/*/screen", "+/notes"]],
  "/meetings/[id]/edit": [["governance lead", ...coming, "/meetings/*/edit"]],
  "/meetings/[id]/agenda": [["governance lead", ...coming, "/meetings/*/agenda"]],
  "/meetings/[id]/attendance": [
    ["governance lead", "/meetings?view=coming&words=Board", "/meetings/*", "/meetings/*/attendance"],
  ],
  "/meetings/[id]/papers": [
    ["governance lead", ...coming, "/meetings/*/papers"],
    ["chair", "/meetings?view=coming&words=Board", "/meetings/*", "/meetings/*/papers"],
  ],
  "/meetings/[id]/minutes": [
    ["governance lead", "/meetings?view=coming&words=Board", "/meetings/*", "/meetings/*/minutes"],
    ["quality lead", "/meetings?view=waiting", "/meetings/*", "/meetings/*/minutes"],
    ["chair", ...signed],
  ],
  "/meetings/[id]/extracts/new": [["governance lead", ...signed, "/meetings/*/extracts/new?block=*"]],
  "/meetings/extracts/[id]": [["governance lead", ...signed, "/meetings/extracts/*"]],
  "/meetings/committees/new": [["governance lead", "/meetings/committees/new"]],
  "/meetings/committees/[id]": [["governance lead", ...board]],
  "/meetings/committees/[id]/edit": [["governance lead", ...board, "/meetings/committees/*/edit"]],
  "/meetings/committees/[id]/agenda": [["governance lead", ...board, "/meetings/committees/*/agenda"]],
  "/records/[id]/link": [["quality lead", "/materials", "/materials/*", "/records/*/link"]],
  "/thread/[id]": [["quality lead", ...risk, "/thread/*"]],
  "/evidence": [["quality lead", "/evidence"]],
  "/evidence/new": [
    ["quality lead", "/evidence/new"],
    ["quality lead", "/evidence/new?purpose=cqc-inspection"],
  ],
  "/evidence/[id]": [["quality lead", "/evidence", "/evidence/*"]],
  "/evidence/[id]/edit": [["quality lead", "/evidence?view=preparing", "/evidence/*", "/evidence/*/edit"]],
  "/frameworks": [
    ["quality lead", "/frameworks"],
    ["quality lead", "/frameworks?view=services"],
  ],
  "/frameworks/link": [["quality lead", ...risk, "/frameworks/link?record=*"]],
  "/frameworks/[statement]": [["quality lead", "/frameworks/safe-environments"]],
  "/frameworks/[statement]/[link]": [
    ["quality lead", "/frameworks/safe-environments", "/frameworks/safe-environments/*"],
  ],
  "/organisation": [["administrator", "/organisation"]],
  "/organisation/providers": [["administrator", "/organisation/providers"]],
  "/organisation/commissioners": [["administrator", "/organisation/commissioners"]],
  "/organisation/commissioners/[id]": [
    ["administrator", "/organisation/commissioners", "/organisation/commissioners/*"],
  ],
  "/organisation/services/new": [["administrator", "/organisation/services/new"]],
  "/organisation/services/[id]": [["administrator", "/organisation", "/organisation/services/*"]],
  "/organisation/services/[id]/edit": [
    ["administrator", "/organisation", "/organisation/services/*", "/organisation/services/*/edit"],
  ],
  "/organisation/import": [["administrator", "/organisation/import"]],
  "/organisation/import/[id]": [
    ["administrator", "made:import"],
    ["administrator", "made:import", "+?step=columns"],
    ["administrator", "made:import", "+?step=providers"],
  ],
  "/access": [["administrator", "/access"]],
  "/access/reach": [["administrator", "/access/reach"]],
  "/access/people/new": [["administrator", "/access/people/new"]],
  "/access/people/[id]": [["administrator", "/access", "/access/people/*"]],
  "/access/people/[id]/memberships/new": [["administrator", "/access", "/access/people/*", "+/memberships/new"]],
  "/access/people/[id]/memberships/[membership]": [
    ["administrator", "/access", "/access/people/*", "/access/people/*/memberships/*"],
  ],
  "/access/grants": [["registered manager", "/access/grants"]],
  "/access/grants/new": [
    ["registered manager", "/access/grants/new"],
    ["registered manager", "/access/grants/new?kind=commissioner"],
  ],
  "/access/grants/[id]": [["registered manager", "/access/grants", "/access/grants/*"]],
  "/access/requests": [["registered manager", "/access/requests"]],
  "/access/requests/[id]": [["registered manager", "made:request"]],
  "/trail": [["auditor", "/trail"]],
  "/inspection": [["inspector", "/inspection"]],
  "/inspection/[section]": [["inspector", "/inspection", "/inspection/systems"]],
  "/inspection/records/[id]": [["inspector", "/inspection", "/inspection/systems", "/inspection/records/*"]],
  "/commissioner": [["quality officer", "/commissioner"]],
};

/** Finished pages of no framework, which are read like the others. */
export const finishedPages = ["/not-here", "/unavailable", "/fault", "/access-ended"] as const;
