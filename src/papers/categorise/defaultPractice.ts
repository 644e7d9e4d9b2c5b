import type { CategorySeed } from './categorySeed';

/** The other half of the default taxonomy: models and what they are made for. */
export const practiceSeeds: readonly CategorySeed[] = [
  {
    name: 'Generative models',
    tag: 'generative-models',
    description: 'Models to sample from: diffusion, flows, adversarial and variational ones.',
    arxiv: [],
    keywords: `generative model; generative modeling; generative adversarial; GAN; adversarial network;
      variational autoencoder; VAE; diffusion model; diffusion probabilistic; denoising diffusion; score-based;
      score matching; flow matching; normalizing flow; rectified flow; consistency model; autoregressive image;
      energy-based model; image generation; image synthesis; video generation; text-to-image; text-to-video;
      latent diffusion; classifier-free guidance; guidance; sampling quality; denoising; stable diffusion;
      generator; discriminator; Wasserstein GAN; invertible network; probability flow; one-step generation;
      style transfer; disentangled; stochastic interpolant; Schrödinger bridge; synthetic images; 3D generation;
      image editing; 생성 모델; 확산 모델; 디퓨전; 적대적 생성; 이미지 생성; 정규화 흐름; 변분 오토인코더; 생성형`,
  },
  {
    name: 'Reinforcement learning & robotics',
    tag: 'reinforcement-learning',
    description: 'Learning to act: policies, values, planning, control and robots.',
    arxiv: ['cs.RO', 'eess.SY', 'cs.SY', 'cs.MA'],
    keywords: `reinforcement learning; RL; deep reinforcement; Q-learning; Q-network; policy gradient;
      policy optimization; actor-critic; value function; reward; reward shaping; Markov decision process; MDP;
      exploration; bandit; multi-armed bandit; imitation learning; inverse reinforcement; offline reinforcement;
      model-based reinforcement; world model; Monte Carlo tree search; self-play; Atari; continuous control;
      robot; robotics; robotic; manipulation; locomotion; motion planning; control policy; optimal control;
      planning; trajectory optimization; decision transformer; multi-agent; temporal difference;
      vision-language-action; sim-to-real; embodied; dexterous; autonomous driving; hindsight experience;
      curiosity; off-policy; on-policy; return distribution; successor representation; hierarchical policy;
      강화 학습; 강화학습; 정책; 보상; 로봇; 제어; 밴딧; 모방 학습`,
  },
  {
    name: 'Computer vision',
    tag: 'vision',
    description: 'Seeing: recognition, detection, segmentation, 3D and video.',
    arxiv: ['cs.CV', 'eess.IV'],
    keywords: `computer vision; image recognition; image classification; object detection; detector; segmentation;
      semantic segmentation; instance segmentation; ImageNet; convolutional network;
      convolutional neural network; convnet; visual recognition; vision transformer; ViT; pose estimation;
      depth estimation; optical flow; face recognition; super-resolution; image restoration;
      video understanding; action recognition; tracking; point cloud; radiance field; NeRF; Gaussian splatting;
      3D reconstruction; view synthesis; visual question answering; image captioning; scene; pixel; camera;
      bounding box; medical image; medical imaging; MRI; photo; stereo; visual representation;
      saliency detection; feature pyramid; region proposal; deformable; COCO; remote sensing;
      multimodal understanding; vision-language; 컴퓨터 비전; 이미지 인식; 이미지 분류; 객체 검출; 객체 탐지; 영상; 분할; 합성곱; 비전`,
  },
  {
    name: 'Language models & NLP',
    tag: 'language',
    description: 'Text: language models and their training, reasoning, translation, agents over them.',
    arxiv: ['cs.CL', 'cs.IR', 'cmp-lg'],
    keywords: `language model; large language model; LLM; natural language; NLP; machine translation; translation;
      text generation; question answering; summarization; word embedding; word vector; word representation;
      BERT; GPT; instruction following; instruction tuning; human feedback; RLHF; preference optimization;
      prompting; prompt; chain of thought; chain-of-thought; in-context learning; retrieval-augmented;
      retrieval; reasoning model; LLM agent; tool use; agentic; code generation; coding agent; hallucination;
      tokenization; tokenizer; sentence; dialogue; chatbot; sentiment; parsing; named entity;
      text classification; linguistic; multilingual; long context; mathematical reasoning; red teaming;
      document; corpus; conversational; reasoning; 언어 모델; 거대 언어 모델; 자연어; 자연어 처리; 번역; 질의응답; 프롬프트; 요약; 챗봇; 에이전트`,
  },
  {
    name: 'Interpretability',
    tag: 'interpretability',
    description: 'What a trained model does and why: attribution, concepts, circuits, probes.',
    arxiv: [],
    keywords: `interpretability; interpretable; explainable; explainability; explanation; explaining; XAI;
      mechanistic interpretability; circuit; sparse autoencoder; superposition; monosemantic; monosemanticity;
      feature visualization; attribution; saliency map; integrated gradients; Shapley; SHAP; LIME; probing;
      probe; concept activation; concept bottleneck; generalized additive; additive model; induction head;
      activation patching; causal tracing; steering vector; logit lens; dictionary learning; influence function;
      black box; rationale; transparency; class activation; reverse engineering; 해석 가능성; 해석가능성; 설명 가능; 설명가능;
      기계적 해석; 귀속; 시각화`,
  },
  {
    name: 'Representation & meta-learning',
    tag: 'representation-learning',
    description: 'Features that transfer: self-supervision, contrast, few shots, tasks, continual learning.',
    arxiv: [],
    keywords: `representation learning; self-supervised; self-supervision; contrastive; contrastive learning;
      unsupervised learning of; unsupervised representation; pretext task; masked autoencoder; meta-learning;
      meta learning; learning to learn; few-shot; zero-shot; one-shot learning; transfer learning; transferable;
      domain adaptation; multi-task; multitask; continual learning; lifelong; catastrophic forgetting;
      metric learning; prototypical; model-agnostic; fine-tuning; fast adaptation; non-contrastive;
      joint embedding; semi-supervised; curriculum learning; representation similarity; canonical correlation;
      neural collapse; model merging; task vector; pseudo-label; active learning; embedding; hypernetwork;
      clustering; autoencoder; 표현 학습; 자기 지도; 자기지도; 대조 학습; 메타 학습; 메타러닝; 전이 학습; 퓨샷; 연속 학습; 비지도`,
  },
  {
    name: 'Graphs & symmetry',
    tag: 'graphs-symmetry',
    description: 'Networks over graphs and sets, and those that respect groups.',
    arxiv: ['cs.SI', 'math.RT', 'math.GR', 'math.CO'],
    keywords: `graph neural network; GNN; graph convolutional; graph attention; message passing; graph representation;
      graph; node classification; link prediction; knowledge graph; network embedding; Weisfeiler-Lehman;
      oversmoothing; over-smoothing; over-squashing; equivariant; equivariance; invariance; group equivariant;
      symmetry; symmetries; gauge; geometric deep learning; permutation invariant; deep sets; E(n); SE(3);
      SO(3); rotation equivariant; steerable; spherical CNN; Lie group; group theory; canonicalization;
      spectral graph; hypergraph; social network; combinatorial; set functions; 그래프; 그래프 신경망; 등변; 대칭; 대칭성; 불변성;
      군론`,
  },
  {
    name: 'Architectures & sequence models',
    tag: 'architectures',
    description: 'How networks are built: recurrence, attention, state spaces, experts, memory, search.',
    arxiv: ['cs.NE'],
    keywords: `architecture; neural architecture search; architecture search; recurrent neural network; RNN; LSTM;
      long short-term memory; gated recurrent; sequence to sequence; sequence modeling; sequence model;
      attention mechanism; attention; self-attention; transformer; linear attention; efficient transformer;
      state space model; selective state space; Mamba; S4; mixture of experts; mixture-of-experts;
      memory network; memory-augmented; Turing machine; residual connection; residual network; highway;
      skip connection; capsule; neural ordinary differential; neural ODE; implicit layer; deep equilibrium;
      activation function; gating; positional encoding; position embedding; rotary; MLP-Mixer; all-MLP; maxout;
      dropout; layer normalization; adaptive computation; pointer network; echo state; reservoir;
      long range dependencies; neuroevolution; evolutionary; hierarchical model; recursive network; 구조; 아키텍처;
      순환 신경망; 어텐션; 트랜스포머; 상태 공간; 전문가 혼합; 활성화 함수`,
  },
  {
    name: 'Robustness, privacy & fairness',
    tag: 'robustness',
    description: 'Models under attack, shift and scrutiny: adversarial examples, privacy, fairness, safety.',
    arxiv: ['cs.CR', 'cs.CY'],
    keywords: `adversarial example; adversarial attack; adversarial robustness; adversarial training;
      adversarial perturbation; robustness; certified; certified robustness; randomized smoothing;
      distribution shift; distribution shifts; out-of-distribution; domain generalization; corruption; backdoor;
      poisoning; jailbreak; membership inference; differential privacy; differentially private; privacy;
      private; federated learning; federated; unlearning; fairness; fair; discrimination; spurious correlation;
      shortcut learning; anomaly detection; watermark; model stealing; extraction attack; safety; AI safety;
      secure; attack; label noise; noisy labels; stereotype; ethical; accountability; model cards; 강건성; 견고성;
      적대적 공격; 적대적 예제; 프라이버시; 개인정보; 연합 학습; 공정성; 안전; 분포 이동`,
  },
  {
    name: 'Neuroscience & cognition',
    tag: 'neuroscience',
    description: 'Brains and minds: neural coding, plasticity, memory, behaviour.',
    arxiv: ['q-bio.NC'],
    keywords: `neuroscience; brain; cortex; cortical; visual cortex; hippocampus; hippocampal; grid cell; place cell;
      synapse; synaptic; synaptic plasticity; plasticity; spike; spiking; spiking neural; neural code;
      neural coding; neural population; population activity; population dynamics; receptive field;
      efficient coding; predictive coding; free energy principle; active inference; cognition; cognitive;
      consciousness; working memory; associative memory; Hopfield; content-addressable; dopamine;
      biologically plausible; biological; perception; human behavior; psychophysics; fMRI; EEG; motor cortex;
      feedback alignment; neural data; retina; prefrontal; sleep; connectome; animal; Hebbian; 신경과학; 뇌; 뉴런; 시냅스;
      인지; 의식; 기억; 대뇌 피질; 스파이킹; 해마`,
  },
  {
    name: 'Speech & audio',
    tag: 'audio',
    description: 'Sound: recognition, synthesis, music.',
    arxiv: ['cs.SD', 'eess.AS'],
    keywords: `speech; speech recognition; speech synthesis; text-to-speech; TTS; speaker; speaker verification; audio;
      acoustic; waveform; raw audio; music; vocoder; spectrogram; voice; voice conversion; sound; phoneme;
      keyword spotting; source separation; wav2vec; connectionist temporal classification; audio-visual; codec;
      singing; hearing; 음성; 음성 인식; 음성 합성; 오디오; 음악; 소리`,
  },
  {
    name: 'Systems & efficiency',
    tag: 'systems',
    description: 'Making it run: hardware, distributed training, memory, libraries.',
    arxiv: ['cs.DC', 'cs.AR', 'cs.MS', 'cs.PF', 'cs.SE', 'cs.DB', 'cs.PL', 'cs.OS'],
    keywords: `distributed training; data parallel; model parallelism; pipeline parallelism; tensor parallelism; GPU;
      TPU; accelerator; hardware; CUDA; compiler; inference serving; serving; throughput; latency; KV cache;
      memory-efficient; memory-optimal; memory management; IO-aware; exact attention; kernel fusion;
      mixed precision; low-precision training; FP8; speculative decoding; gradient checkpointing;
      sublinear memory; software library; deep learning library; deep learning framework;
      automatic differentiation; toolkit; open-source library; benchmark suite; cluster; datacenter;
      edge device; mobile devices; energy consumption; carbon; scalable system;
      large-scale machine learning system; parameter server; Python; database; offloading;
      communication-efficient; trillion parameter; sharding; 시스템; 분산 학습; 하드웨어; 가속기; 메모리 효율; 병렬; 추론 가속`,
  },
];
