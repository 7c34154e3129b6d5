import { describe, expect, test } from "vitest";
import {
  gapCount,
  nameOf,
  type Step,
  steps,
  type ThreadEdge,
  type ThreadNode,
  threadOf,
  threadSentence,
} from "#lib/thread/thread.ts";

const node = (id: string, step: Step | undefined, more: Partial<ThreadNode> = {}): ThreadNode => ({
  id,
  step,
  reference: id,
  title: `The ${id}`,
  ...more,
});
const edge = (from: string, to: string): ThreadEdge => ({ from, to, says: "led to" });

const story = {
  nodes: [
    node("R1", "risk"),
    node("D1", "disruption"),
    node("F1", "finding"),
    node("A1", "action"),
    node("C1", "control"),
    node("T1", "test", { excused: { finding: "" } }),
    node("E1", "evidence"),
  ],
  edges: [
    edge("R1", "D1"),
    edge("D1", "F1"),
    edge("F1", "A1"),
    edge("R1", "C1"),
    edge("A1", "C1"),
    edge("C1", "T1"),
    edge("R1", "T1"),
    edge("T1", "E1"),
  ],
};
const read = (startId: string, change: Partial<Parameters<typeof threadOf>[0]> = {}) => {
  const thread = threadOf({ startId, visible: steps, ...story, ...change });
  if (!thread) throw new Error("There is no thread.");
  return thread;
};
const shown = (thread: ReturnType<typeof read>) => thread.strands.flatMap((one) => one.nodes.map((each) => each.id));
const gaps = (thread: ReturnType<typeof read>) =>
  thread.strands.flatMap((one) => one.gaps.map((gap) => `${nameOf(gap.after)} ${gap.step}`));

describe("the thread of a record", () => {
  test.each(story.nodes.map((one) => one.id))("opened at %s it runs the whole way, in the order of the steps", (id) => {
    const thread = read(id);
    expect(shown(thread)).toEqual(["R1", "D1", "F1", "A1", "C1", "T1", "E1"]);
    expect(gapCount(thread)).toBe(0);
    expect(threadSentence(thread)).toBe("It reaches 7 of 7 steps. No link is missing.");
    expect(
      thread.strands
        .flatMap((one) => one.nodes)
        .filter((one) => one.start)
        .map((one) => one.id),
    ).toEqual([id]);
  });

  test("says of each thing what it came from", () => {
    const control = read("D1")
      .strands.flatMap((one) => one.nodes)
      .find((one) => one.id === "C1");
    expect(control?.because).toEqual([
      { says: "led to", of: "R1" },
      { says: "led to", of: "A1" },
    ]);
  });

  test("leaves out what is beside it: another disruption of the same risk, and its actions", () => {
    const nodes = [...story.nodes, node("D2", "disruption"), node("F2", "finding"), node("A2", "action")];
    const edges = [...story.edges, edge("R1", "D2"), edge("D2", "F2"), edge("F2", "A2"), edge("R1", "A2")];
    expect(shown(read("D1", { nodes, edges }))).toEqual(["R1", "D1", "F1", "A1", "C1", "T1", "E1"]);
    expect(shown(read("R1", { nodes, edges }))).toEqual(expect.arrayContaining(["D1", "D2", "A1", "A2"]));
  });

  test("ends when links run in a circle", () => {
    const edges = [...story.edges, edge("T1", "A1"), edge("C1", "A1"), edge("E1", "R1"), edge("T1", "T1")];
    expect(shown(read("A1", { edges })).sort()).toEqual(["A1", "C1", "D1", "E1", "F1", "R1", "T1"]);
  });

  test("opens at a system, which is no step of its own", () => {
    const thread = read("S1", {
      nodes: [...story.nodes, node("S1", undefined)],
      edges: [...story.edges, edge("S1", "D1")],
    });
    expect(thread.start.id).toBe("S1");
    expect(shown(thread)).toEqual(["D1", "F1", "A1", "C1", "T1", "E1"]);
    expect(gaps(thread)).toEqual([]);
  });

  test("does not exist for a record that nobody handed over", () => {
    expect(threadOf({ startId: "X", visible: steps, ...story })).toBeUndefined();
  });
});

describe("what the reader may not see", () => {
  test("ends that are missing are counted once each, never followed and never called a gap of theirs", () => {
    const edges = [
      ...story.edges,
      edge("D1", "hidden"),
      edge("R1", "hidden"),
      edge("other", "D1"),
      edge("far", "farther"),
    ];
    const thread = read("D1", { edges });
    expect(thread.unseen).toBe(2);
    expect(shown(thread)).not.toContain("hidden");
  });

  test("of a thing that is linked beyond the reader's sight nothing is called missing", () => {
    const nodes = [node("D", "disruption"), node("E", "evidence")];
    expect(gaps(read("D", { nodes, edges: [edge("D", "E")] }))).toEqual(["D risk", "D finding"]);
    expect(gaps(read("D", { nodes, edges: [edge("D", "E"), edge("hidden", "D")] }))).toEqual([]);
  });

  test("a step that the role may not read is neither shown nor missing", () => {
    const visible: Step[] = ["disruption", "action"];
    const thread = read("D1", { visible });
    expect(thread.strands.map((one) => one.step)).toEqual(visible);
    expect(gapCount(thread)).toBe(0);
    expect(threadSentence(thread)).toBe(
      "It reaches 1 of the 2 steps that your role reads. At 1 nothing is shown. Whether a link is missing beyond them is not known here.",
    );
    expect(thread.unseen).toBe(2);
  });
});

describe("gaps", () => {
  const alone = (...nodes: ThreadNode[]) => read(nodes[0]?.id ?? "", { nodes, edges: [] });

  test.each([
    ["risk", ["R control", "R test", " evidence"]],
    ["disruption", ["R risk", "R finding", " evidence"]],
    ["finding", ["R action", " evidence"]],
    ["action", ["R action", "R control", " evidence"]],
    ["control", ["R test", " evidence"]],
    ["test", ["R finding", " evidence"]],
  ] as const)("a %s alone lacks what it needs, each with the role that can close it", (step, expected) => {
    const thread = alone(node("R", step));
    expect(gaps(thread)).toEqual(expected);
    for (const gap of thread.strands.flatMap((one) => one.gaps)) expect(gap.closedBy.length).toBeGreaterThan(5);
  });

  test("a recorded reason takes the gap's place and is shown", () => {
    const thread = alone(node("F", "finding", { excused: { action: "It was mended on the spot." } }));
    expect(gaps(thread)).toEqual([" evidence"]);
    expect(thread.strands.find((one) => one.step === "action")?.excuses).toEqual(["F: It was mended on the spot."]);
  });

  test("what lies beside the thread is no gap: a test's own finding, opened from elsewhere", () => {
    const nodes = [...story.nodes.filter((one) => one.id !== "T1"), node("T1", "test"), node("F2", "finding")];
    const seen = read("D1", { nodes, edges: [...story.edges, edge("T1", "F2")] });
    expect(seen.strands.find((one) => one.step === "finding")?.gaps).toEqual([]);
  });

  test("nothing is said where there is nothing to say", () => {
    const thread = alone(node("T", "test", { excused: { finding: "" } }));
    expect(thread.strands.flatMap((one) => one.excuses)).toEqual([]);
  });

  test("each thing is asked for itself: one tested control does not cover another", () => {
    const nodes = [...story.nodes, node("C2", "control")];
    expect(gaps(read("R1", { nodes, edges: [...story.edges, edge("R1", "C2")] }))).toEqual(["C2 test"]);
  });

  test("steps that are reached, that lack a link and at which nothing belongs are all the steps there are", () => {
    expect(threadSentence(alone(node("T", "test", { excused: { finding: "" } })))).toBe(
      "It reaches 1 of 7 steps. A link is missing at 1, and at 5 nothing belongs to it.",
    );
    expect(threadSentence(alone(node("D", "disruption")))).toBe(
      "It reaches 1 of 7 steps. A link is missing at 3, and at 3 nothing belongs to it.",
    );
    const untested = story.nodes.filter((one) => one.id !== "T1");
    const edges = [...story.edges.filter(({ from, to }) => from !== "T1" && to !== "T1"), edge("C1", "E1")];
    expect(threadSentence(read("D1", { nodes: untested, edges }))).toBe(
      "It reaches 6 of 7 steps. A link is missing at 1. In all 2 links are missing.",
    );
    const excused = untested.map((one) => ({ ...one, excused: { test: "" } }));
    expect(threadSentence(read("D1", { nodes: excused, edges }))).toBe(
      "It reaches 6 of 7 steps. At 1 nothing belongs to it. No link is missing.",
    );
  });

  test("what is missing at steps that are reached is said too", () => {
    const nodes = [...story.nodes, node("C2", "control")];
    expect(threadSentence(read("R1", { nodes, edges: [...story.edges, edge("R1", "C2")] }))).toBe(
      "It reaches 7 of 7 steps. One link is missing.",
    );
  });
});
