import type { CategorySeed } from './categorySeed';

/** The theory half of the default taxonomy: terms as titles and abstracts of the field have them. */
export const theorySeeds: readonly CategorySeed[] = [
  {
    name: 'Information theory & compression',
    tag: 'information-theory',
    description: 'What can be stored, sent or predicted: entropy, mutual information, rates and codes.',
    arxiv: ['cs.IT', 'math.IT'],
    keywords: `information theory; information-theoretic; mutual information; entropy; cross entropy; relative entropy;
      Kullback-Leibler; KL divergence; rate distortion; rate-distortion; information bottleneck;
      data compression; lossy compression; lossless compression; source coding; channel coding;
      channel capacity; network information theory; minimum description length; description length;
      Kolmogorov complexity; data processing inequality; Shannon; Rényi; Fano; Huffman; arithmetic coding;
      error-correcting code; typical set; information geometry; Fisher information; directed information;
      transfer entropy; partial information decomposition; bits back; neural compression;
      learned image compression; sufficient statistic; quantum information; coding theorem; 정보 이론; 정보량; 상호 정보량;
      엔트로피; 정보 압축; 정보 병목; 압축 이론; 율왜곡; 부호화; 채널 용량`,
  },
  {
    name: 'Learning theory & generalisation',
    tag: 'learning-theory',
    description:
      'When and why what was learnt holds on new data: bounds, capacity, sample complexity, kernels.',
    arxiv: ['math.ST', 'stat.TH'],
    keywords: `learning theory; generalization; generalization bound; generalization error; generalization gap; PAC;
      PAC-Bayes; PAC-Bayesian; VC dimension; Vapnik-Chervonenkis; Rademacher complexity; sample complexity;
      excess risk; minimax; uniform convergence; algorithmic stability; empirical risk minimization;
      double descent; benign overfitting; overparameterized; overparameterization; over-parametrized;
      interpolation; overfitting; neural tangent kernel; NTK; kernel regression; ridge regression; ridgeless;
      kernel method; reproducing kernel Hilbert space; margin bound; margin theory; implicit bias;
      implicit regularization; learnability; online learning; regret bound; bias-variance; memorization;
      grokking; random feature; effective dimension; no free lunch; statistical learning; norm-based capacity;
      capacity control; model complexity; learning curve; 일반화; 일반화 오차; 학습 이론; 표본 복잡도; 과적합; 이중 하강; 커널; 과매개변수`,
  },
  {
    name: 'Approximation & expressivity',
    tag: 'approximation',
    description: 'What networks of a size can represent: universal approximation, depth, capacity, spectra.',
    arxiv: ['math.CA', 'math.FA', 'math.NA'],
    keywords: `universal approximation; approximation theory; approximation error; approximation rate;
      approximation power; depth of neural networks; expressive power; expressivity; expressiveness; depth separation; width versus depth;
      linear region; piecewise linear; Barron space; Barron; Sobolev; Besov; Kolmogorov-Arnold;
      Kolmogorov superposition; spectral bias; frequency principle; ReLU network; shallow network;
      deep versus shallow; curse of dimensionality; memorization capacity; Turing complete; circuit complexity;
      bounded width; minimum width; nonlinear approximation; wavelet; spline; 근사 이론; 보편 근사; 표현력; 함수 근사; 스펙트럼 편향`,
  },
  {
    name: 'Sparsity & lottery tickets',
    tag: 'sparsity',
    description: 'Fewer parameters for the same function: pruning, subnetworks, quantisation, distillation.',
    arxiv: [],
    keywords: `lottery ticket; winning ticket; pruning; pruned; prune; sparse network; sparse neural network;
      sparse training; sparsity; sparsify; subnetwork; supermask; weight sharing; quantization; quantized;
      binarized; low-bit; ternary; knowledge distillation; distilling; distillation; model compression;
      compressing neural networks; compressing deep networks; network compression; low-rank factorization;
      magnitude pruning; structured pruning; one-shot pruning; 복권 가설; 가지치기; 희소; 희소성; 양자화; 지식 증류; 모델 압축; 부분 신경망`,
  },
  {
    name: 'Manifolds & intrinsic dimension',
    tag: 'manifolds',
    description: 'The shape of data: intrinsic dimension, embeddings, geometry and topology.',
    arxiv: ['cs.CG', 'math.DG', 'math.AT', 'math.MG'],
    keywords: `intrinsic dimension; intrinsic dimensionality; dimension estimation; manifold; manifold hypothesis;
      manifold learning; low-dimensional structure; dimensionality reduction;
      nonlinear dimensionality reduction; embedding dimension; fractal dimension; correlation dimension;
      nearest neighbor distance; t-SNE; UMAP; Isomap; locally linear embedding; Laplacian eigenmaps;
      diffusion map; principal component analysis; PCA; geodesic; Riemannian; curvature;
      topological data analysis; persistent homology; homology; Betti number; topology of data; hyperbolic;
      tangent space; Johnson-Lindenstrauss; random projection; multidimensional scaling; subspace clustering;
      stochastic neighbor embedding; reach of a manifold; local dimension; data geometry; 다양체; 매니폴드; 내재 차원;
      고유 차원; 차원 축소; 위상; 리만; 곡률`,
  },
  {
    name: 'Optimisation & training dynamics',
    tag: 'optimisation',
    description: 'How parameters are found: gradient methods, landscapes, initialisation, schedules.',
    arxiv: ['math.OC'],
    keywords: `optimization; optimizer; stochastic gradient descent; gradient descent; SGD; Adam; momentum; Nesterov;
      learning rate; learning rate schedule; batch size; large batch; large minibatch; warmup; weight decay;
      loss landscape; loss surface; saddle point; sharpness; flat minima; local minima; mode connectivity;
      edge of stability; Hessian; second-order method; natural gradient; K-FAC; convergence rate;
      convergence of; convex optimization; nonconvex; non-convex; proximal; variance reduction;
      adaptive gradient; initialization; vanishing gradient; exploding gradient; training dynamics;
      gradient flow; normalization layer; batch normalization; accelerated gradient; coordinate descent;
      preconditioning; preconditioner; bilevel optimization; linear mode connectivity; stochastic optimization;
      hyperparameter optimization; dynamical isometry; global minima; maximal update; 최적화; 경사 하강; 경사하강법; 학습률;
      손실 지형; 모멘텀; 초기화`,
  },
  {
    name: 'Probability & random processes',
    tag: 'probability',
    description: 'Concentration, Gaussian processes as random functions, random matrices, convex geometry.',
    arxiv: ['math.PR'],
    keywords: `random matrix; random matrices; concentration inequality; concentration of measure; large deviation;
      central limit theorem; Brownian motion; martingale; Markov chain mixing; Gaussian width;
      Gaussian mean width; comparison inequality; Gordon; Slepian; Sudakov; Dudley; generic chaining;
      empirical process; stochastic process; random subspace; random process; random walk;
      eigenvalue distribution; spectral gap; semicircle law; Marchenko-Pastur; Wishart; free probability;
      percolation; Poincaré inequality; logarithmic Sobolev; isoperimetric; high-dimensional probability;
      convex bodies; Dvoretzky; Banach space; Milman; stochastic differential equation; stochastic calculus;
      Malliavin; Lévy; Poisson; optimal transport; Wasserstein distance; spin glass; coupling argument; 확률론;
      확률 과정; 랜덤 행렬; 무작위 행렬; 집중 부등식; 브라운 운동; 마르코프 연쇄; 최적 수송`,
  },
  {
    name: 'Bayesian methods & uncertainty',
    tag: 'bayesian',
    description:
      'Posteriors and what they say: variational inference, Monte Carlo, Gaussian-process models, calibration.',
    arxiv: ['stat.CO'],
    keywords: `Bayesian; Bayesian inference; Bayesian neural network; variational inference; posterior;
      posterior sampling; prior distribution; Markov chain Monte Carlo; MCMC; Hamiltonian Monte Carlo; Langevin;
      Gibbs sampling; importance sampling; sequential Monte Carlo; particle filter; Gaussian process regression;
      Gaussian process; uncertainty; uncertainty estimation; predictive uncertainty; calibration; calibrated;
      conformal prediction; deep ensemble; Laplace approximation; expectation propagation;
      probabilistic programming; approximate inference; Bayesian optimization; evidence lower bound;
      marginal likelihood; No-U-Turn; latent Dirichlet; simulation-based inference; 베이즈; 베이지안; 사후 분포; 변분 추론;
      불확실성; 가우시안 프로세스; 몬테카를로`,
  },
  {
    name: 'Statistics & causality',
    tag: 'statistics',
    description: 'Estimation and testing, high-dimensional regression, compressed sensing, causes.',
    arxiv: ['stat.ME', 'stat.AP', 'econ.EM'],
    keywords: `causal; causality; causal inference; causal discovery; structural causal model; counterfactual;
      treatment effect; instrumental variable; do-calculus; confounding; Lasso; compressed sensing;
      compressive sensing; sparse recovery; restricted isometry; high-dimensional regression;
      hypothesis testing; two-sample test; p-value; false discovery rate; bootstrap; confidence interval;
      density estimation; nonparametric; maximum likelihood; robust statistics; covariance estimation;
      matrix completion; low-rank matrix; graphical model; independence test; kernel mean embedding;
      survival analysis; variable selection; model selection; knockoff; double machine learning;
      experimental design; random forest; boosting; propensity; invariant risk minimization;
      invariant prediction; time series forecasting; 통계; 인과; 인과 추론; 가설 검정; 압축 센싱; 회귀 분석; 추정량`,
  },
  {
    name: 'Physics & scientific computing',
    tag: 'physics',
    description:
      'Learning and the natural sciences: statistical mechanics, differential equations, quantum, molecules.',
    arxiv: [
      'cond-mat',
      'quant-ph',
      'physics.comp-ph',
      'hep-th',
      'physics.flu-dyn',
      'q-bio.BM',
      'physics.chem-ph',
      'cond-mat.dis-nn',
      'cond-mat.stat-mech',
    ],
    keywords: `statistical mechanics; statistical physics; physics-informed; partial differential equation; PDE;
      neural operator; Fourier neural operator; operator learning; Hamiltonian neural network; Lagrangian;
      renormalization group; renormalization; phase transition; Ising; spin; Boltzmann machine; replica method;
      mean-field theory; thermodynamics; thermodynamic; nonequilibrium; quantum; quantum computing;
      quantum circuit; wave function; Schrödinger; many-body; protein structure; protein; molecular dynamics;
      molecule; molecular; drug; chemistry; density functional; interatomic potential; fluid; turbulence;
      weather forecasting; climate; dynamical system; chaos; scientific machine learning; symbolic regression;
      governing equations; cosmology; particle physics; materials; 물리; 통계 역학; 양자; 미분 방정식; 편미분방정식; 단백질; 분자; 상전이;
      동역학계`,
  },
];
