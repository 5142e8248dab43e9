import { looksRandom } from '../../text-shape';
import { type Form, token } from '../form';

/** Keys of services that run language models. */
export const models: readonly Form[] = [
  {
    id: 'openai-api-key',
    title: 'OpenAI API key',
    link: 'https://platform.openai.com/docs/api-reference/authentication',
    keywords: ['T3BlbkFJ'],
    lead: /[\w-]/,
    pattern: /sk-(?:[a-z]{1,10}-)?[\w-]{20,200}?T3BlbkFJ[\w-]{20,200}(?![\w-])/dy,
    shown: 3,
  },
  token(
    'anthropic-api-key',
    'Anthropic API key',
    'https://docs.claude.com/en/api/overview',
    /sk-ant-[a-z]{3,6}\d{2}-[\w-]{80,120}/,
    { shown: 3 },
  ),
  token(
    'hugging-face-token',
    'Hugging Face token',
    'https://huggingface.co/docs/hub/security-tokens',
    /hf_[A-Za-z]{34}/,
    { shown: 3 },
  ),
  token(
    'replicate-token',
    'Replicate API token',
    'https://replicate.com/docs/topics/security/api-tokens',
    /r8_[A-Za-z0-9]{37}/,
    { shown: 3 },
  ),
  token('groq-api-key', 'Groq API key', 'https://console.groq.com/docs/quickstart', /gsk_[A-Za-z0-9]{52}/),
  token(
    'perplexity-api-key',
    'Perplexity API key',
    'https://docs.perplexity.ai/getting-started/quickstart',
    /pplx-[A-Za-z0-9]{48}/,
  ),
  token('xai-api-key', 'xAI API key', 'https://docs.x.ai/docs/tutorial', /xai-[A-Za-z0-9]{80}/),
  token(
    'openrouter-api-key',
    'OpenRouter API key',
    'https://openrouter.ai/docs/api-reference/authentication',
    /sk-or-v1-[0-9a-f]{64}/,
    { shown: 3 },
  ),
  token(
    'langsmith-api-key',
    'LangSmith API key',
    'https://docs.langchain.com/langsmith/create-account-api-key',
    /lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}/,
  ),
  token(
    'langfuse-secret-key',
    'Langfuse secret key',
    'https://langfuse.com/docs/observability/get-started',
    /sk-lf-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/,
    { shown: 3 },
  ),
  token(
    'pinecone-api-key',
    'Pinecone API key',
    'https://docs.pinecone.io/guides/projects/manage-api-keys',
    /pcsk_[A-Za-z0-9_]{50,90}/,
    { accepts: looksRandom },
  ),
  token(
    'nvidia-api-key',
    'NVIDIA API key',
    'https://docs.nvidia.com/ngc/gpu-cloud/ngc-user-guide/index.html',
    /nvapi-[\w-]{64}/,
  ),
  token(
    'tavily-api-key',
    'Tavily API key',
    'https://docs.tavily.com/documentation/quickstart',
    /tvly-(?:dev-|prod-)?[A-Za-z0-9]{32}/,
  ),
];
