import { http } from 'msw';
import { z } from 'zod/mini';
import { likesSchema, thriftSchema } from '../../engine/contract/value-schemas';
import { answerChange, answerRead, type BackendParts, idSchema } from '../respond';

const profileSchema = z.object({ likes: likesSchema, thrift: thriftSchema });

/** A shopper's recommendations, and changes of the profile. */
export const shoppers = (parts: BackendParts, root: string) => [
  http.get(`${root}shoppers/:id/recommendations`, ({ request, params }) => {
    const id = idSchema.safeParse(params.id);
    return answerRead(parts, request, id.success ? { kind: 'recommendations', shopper: id.data } : undefined);
  }),
  http.put(`${root}shoppers/:id/profile`, async ({ request, params }) => {
    const id = idSchema.safeParse(params.id);
    const profile = profileSchema.safeParse(await request.json().catch(() => undefined));
    return answerChange(
      parts,
      id.success && profile.success ? { kind: 'setProfile', shopper: id.data, ...profile.data } : undefined,
    );
  }),
];
