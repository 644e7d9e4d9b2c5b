import { l10n, window, type QuickPickItem, type SecretStorage } from 'vscode';
import { z } from 'zod';
import { politeHttp } from '../../adapters/politeHttp';
import { CodedError } from '../../base/errors';
import type { Http } from '../../base/http';
import type { Logger } from '../../base/logger';
import {
  keyedServices,
  serviceAddress,
  serviceNames,
  type KeyedService,
  type ServiceAccess,
} from '../../papers/services';
import { readSetting } from '../settings';

/** A key, with the origin that it was given for: a workspace that names another host does not get it. */
const storedKeySchema = z.object({ value: z.string().min(1), origin: z.string() });

/** The services that papers are asked of: which may be, where they are, and the keys in the editor's secret storage. */
export class PaperServices {
  /** Keeps to each service's pace, over all windows and command lines. */
  readonly http: Http;

  constructor(
    private readonly secrets: SecretStorage,
    version: string,
    private readonly log: Logger,
  ) {
    this.http = politeHttp(version, log);
  }

  /** As the settings are now. Rejects with `usage` where they let no service be asked. */
  async access(): Promise<ServiceAccess> {
    const access = this.settings();
    if (access.services.length === 0) {
      throw new CodedError('usage', l10n.t('No service may be asked about papers.'), {
        remedy: l10n.t('Name those that may be in the setting marginalia.papers.services.'),
      });
    }
    const keys: Partial<Record<KeyedService, string>> = {};
    for (const service of keyedServices) {
      const stored = await this.storedKey(service);
      if (!stored) continue;
      if (stored.origin === originOf(access, service)) keys[service] = stored.value;
      else
        this.log.warn(
          `The key of ${serviceNames[service]} was given for ${stored.origin}: it is not sent elsewhere.`,
        );
    }
    return { ...access, keys };
  }

  /** Asks for a service's key and keeps it; an empty one is removed. */
  async askForKey(): Promise<void> {
    const items = await Promise.all(keyedServices.map((service) => this.keyItem(service)));
    const picked = await window.showQuickPick(items, {
      placeHolder: l10n.t('The service to set the key of'),
    });
    if (!picked) return;
    const { service } = picked;
    const name = serviceNames[service];
    const value = await window.showInputBox({
      title: l10n.t('Key of {0}', name),
      prompt: l10n.t(
        'It is kept in the editor’s secret storage and sent to {0} alone. Empty: forget it.',
        picked.origin,
      ),
      password: true,
      ignoreFocusOut: true,
    });
    if (value === undefined) return;
    const isKept = await this.keepKey(service, value);
    void window.showInformationMessage(
      isKept ? l10n.t('The key of {0} is kept.', name) : l10n.t('The key of {0} is forgotten.', name),
    );
  }

  /** Keeps a key for the address that the service has now; an empty one is removed. */
  async keepKey(service: KeyedService, key: string): Promise<boolean> {
    const value = key.trim();
    const stored = { value, origin: originOf(this.settings(), service) };
    if (value === '') await this.secrets.delete(secretName(service));
    else await this.secrets.store(secretName(service), JSON.stringify(stored));
    return value !== '';
  }

  private settings(): ServiceAccess {
    const contact = readSetting('marginalia.papers.contact');
    return {
      services: readSetting('marginalia.papers.services'),
      baseUrls: {
        ...readSetting('marginalia.papers.serviceUrls'),
        arxiv: readSetting('marginalia.papers.arxivBaseUrl'),
        'hugging-face': readSetting('marginalia.papers.huggingFaceBaseUrl'),
      },
      ...(contact === '' ? {} : { contact }),
      keys: {},
    };
  }

  private async keyItem(
    service: KeyedService,
  ): Promise<QuickPickItem & { service: KeyedService; origin: string }> {
    const origin = originOf(this.settings(), service);
    const stored = await this.storedKey(service);
    return {
      label: serviceNames[service],
      description: stored ? l10n.t('a key is set') : l10n.t('no key'),
      detail:
        stored && stored.origin !== origin
          ? l10n.t('set for {0}, not for {1}', stored.origin, origin)
          : origin,
      service,
      origin,
    };
  }

  private async storedKey(service: KeyedService): Promise<z.infer<typeof storedKeySchema> | undefined> {
    const text = await this.secrets.get(secretName(service));
    if (text === undefined) return undefined;
    try {
      return storedKeySchema.safeParse(JSON.parse(text)).data;
    } catch {
      return undefined; // Not one of ours: as good as none, and what it holds is not to be logged.
    }
  }
}

function secretName(service: KeyedService): string {
  return `marginalia.key.${service}`;
}

function originOf(access: ServiceAccess, service: KeyedService): string {
  return serviceAddress(access, service, '').origin;
}
