import type { Document } from '../../core/format';
import type { YamlFile } from '../yaml';
import type { Overlays } from './kustomization';
import type { KubernetesObject } from './object';
import type { Container, Workload } from './workload';

export type { KubernetesObject } from './object';
export type { Container, ContainerPort, Workload } from './workload';

/** One file of manifests. */
export interface ManifestFile extends Document {
  readonly yaml: YamlFile;
  readonly objects: readonly KubernetesObject[];
  readonly workloads: readonly Workload[];
}

/** The manifests of one folder. */
export interface Manifests {
  readonly objects: readonly KubernetesObject[];
  readonly workloads: readonly Workload[];
  /** Of all workloads; what several share by an alias is there once. */
  readonly containers: readonly Container[];
  /** The objects of a kind, in a group given by its name, the core group by ''. */
  ofKind(group: string, kind: string): readonly KubernetesObject[];
  /** What kustomizations lay over the file of an object. */
  overlaysOf(object: KubernetesObject): Overlays;
  /**
   * Whether a field that a workload lacks may stand elsewhere: the workload is a patch itself,
   * or an overlay patches the field, given by the name it is written with.
   */
  maySupply(workload: Workload, field: string): boolean;
}
