import { Column, Entity, PrimaryColumn } from 'typeorm';
import { describeColumns, untaggedColumns } from './describe-columns.ts';
import { NotPersonal, Personal } from './personal.ts';

@NotPersonal('state')
class Parent {
  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ type: 'text' })
  state!: string;
}

@Entity({ name: 'tagged' })
class Tagged extends Parent {
  @Personal({ subject: 'user', purpose: 'to sign in', erase: 'delete' })
  @Column({ type: 'text' })
  email!: string;

  @NotPersonal()
  @Column({ type: 'int' })
  attempts!: number;
}

@Entity({ name: 'forgotten' })
class Forgotten extends Parent {
  @Column({ type: 'text' })
  nickname!: string;
}

const of = (...entities: (new () => object)[]) => ({ options: { type: 'postgres' as const, entities } });

describe('tags of personal data', () => {
  it('are told for every column, inherited ones too', () => {
    const byProperty = Object.fromEntries(describeColumns(of(Tagged)).map(({ property, tag }) => [property, tag]));
    expect(byProperty).toEqual({
      id: 'not-personal',
      state: 'not-personal',
      email: { subject: 'user', purpose: 'to sign in', erase: 'delete' },
      attempts: 'not-personal',
    });
  });

  it('are missed where nobody decided', () => {
    expect(untaggedColumns(of(Tagged))).toEqual([]);
    expect(untaggedColumns(of(Tagged, Forgotten))).toEqual(['Forgotten.nickname']);
  });
});
