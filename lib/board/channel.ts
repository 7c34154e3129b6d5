import { z } from "zod";

/** What the board screen and the presenter's notes say to each other, in one browser. */
const Said = z.discriminatedUnion("says", [
  z.object({ says: z.literal("shown"), id: z.string().max(60), used: z.number().nonnegative() }),
  z.object({ says: z.literal("where") }),
  z.object({ says: z.literal("newer") }),
  z.object({ says: z.literal("go"), by: z.literal([1, -1]) }),
]);
export type Said = z.infer<typeof Said>;

export const channelName = (meetingId: string) => `holdfast-board:${meetingId}`;

export function heard(data: unknown): Said | undefined {
  const parsed = Said.safeParse(data);
  return parsed.success ? parsed.data : undefined;
}
