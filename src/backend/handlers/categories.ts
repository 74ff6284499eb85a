import { http } from 'msw';
import { answerRead, type BackendParts, idSchema } from '../respond';

/** A category for the shopper in `?shopper=`. */
export const categories = (parts: BackendParts, root: string) => [
  http.get(`${root}categories/:id`, ({ request, params }) => {
    const id = idSchema.safeParse(params.id);
    const shopper = idSchema.safeParse(new URL(request.url).searchParams.get('shopper') ?? undefined);
    return answerRead(
      parts,
      request,
      id.success && shopper.success
        ? { kind: 'category', category: id.data, shopper: shopper.data }
        : undefined,
    );
  }),
];
