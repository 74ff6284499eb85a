import type { Policy, PolicyContext, PolicyDefinition } from '../policy';

/** Call to a policy, with the deadline of its id at that time. */
export type Heard = (call: 'hit' | 'insert' | 'redate', id: number, deadline: number, now: number) => void;

/** Returns the same policy, with `heard` called before each call about a resident. */
export function watchedPolicy(definition: PolicyDefinition, heard: Heard): PolicyDefinition {
  return {
    ...definition,
    create(context: PolicyContext, params: unknown): Policy {
      const policy = definition.create(context, params);
      const tell = (call: 'hit' | 'insert' | 'redate', id: number) =>
        heard(call, id, context.deadlineOf(id), context.now());
      const hit = policy.hit.bind(policy);
      const insert = policy.insert.bind(policy);
      const redate = policy.redate?.bind(policy);
      policy.hit = (id) => {
        tell('hit', id);
        hit(id);
      };
      policy.insert = (id) => {
        tell('insert', id);
        insert(id);
      };
      policy.redate = (id) => {
        tell('redate', id);
        redate?.(id);
      };
      return policy;
    },
  };
}
