package protocol

// Version is the version of this language. It stands in the head of every message; Decode refuses any other.
const Version = 9

// Credit is the number of frames a worker may send before the first Ack.
const Credit = 4

// Message is one of the message types of this package (as values, not pointers).
type Message interface{ kind() kind }

// Solver names a way to solve the master equation.
type Solver string

// The solvers a Start can ask for.
const (
	VAN Solver = "van" // autoregressive network moved in time
	FSP Solver = "fsp" // exact law on the enumerated states
	SSA Solver = "ssa" // ensemble of stochastic simulations
)

// Start asks for a solution. Zero numbers mean the solver's default.
type Start struct {
	Job     int         // echoed by every message of this job
	Text    string      // the model in the text language of core/crn
	Solver  Solver      // "" = VAN
	Times   []float64   // frame times, ascending, the first may be 0
	Pairs   [][2]string // species whose joint law each frame carries; none = the session chooses one
	Exact   bool        // solve exactly beside the solver, where the space is small enough or the law is known in closed form
	Seed    uint64
	Samples int     // B: samples per step of VAN, number of runs of SSA
	Width   int     // H: hidden units per conditional (VAN)
	Basis   int     // J: bumps of the smooth head (VAN)
	Step    float64 // longest time step (VAN), in the network's unit of time

	// Tolerance is the Hellinger distance to the exact law that basis and time steps aim
	// at (VAN).
	Tolerance float64
	// Budget is the wall-clock time in seconds that the job should keep to: where Tolerance is 0, it is
	// chosen accordingly, from a run of the coarsest network (VAN, of the method projected; others
	// do not heed it). 0 = none.
	Budget float64
	// Estimate says when a coarser network runs beside the solver, from which Frame.ErrorEstimate
	// follows (VAN).
	Estimate Estimate

	Limits map[string]int // largest counts; pilot simulations choose those of absent species
	VAN    Network

	// Workers is the number that share the steps of a network, so far as they can be hired;
	// the result is the same for any. 0 means 1.
	Workers int

	Model     string      // what the user calls the model, for whoever looks at the run later
	SaveEvery float64     // wall-clock seconds between Checkpoints, of which one more comes at the end; 0 = none
	From      *Checkpoint // go on from there; nil = from the start
	Steady    float64     // end at the first frame where the law changes by less than this per unit of time, as Done.Change tells; 0 = go on to the last
	// Trajectories is the number of simulations whose jumps every frame carries (SSA).
	Trajectories int

	Ask  []string // questions that every frame answers, behind it, in the language of crn.ParseQuestion
	Draw int      // samples that are drawn at every frame, behind it; 0 = none
}

// Estimate says when to estimate the error of a solver.
type Estimate string

// When there are estimates.
const (
	EstimateAuto   Estimate = ""       // where no exact law stands beside
	EstimateAlways Estimate = "always" // also there
	EstimateNever  Estimate = "never"
)

// Pause asks the job to rest after its present step; Resume lets it go on.
type Pause struct{}

// Resume ends a Pause.
type Resume struct{}

// Stop ends the job; it answers Done with Stopped set.
type Stop struct{}

// Ack gives credit for Frames more frames of job Job.
type Ack struct{ Job, Frames int }

// Query asks something of the law of one frame. The laws of a job can be asked from
// the moment its frame is sent until the next Start is heard. Every Query is answered
// by exactly one Answer, also one that makes no sense.
type Query struct {
	Job     int
	ID      int // echoed by the Answer
	Frame   int // of Start.Times
	Kind    QueryKind
	Text    string    // of AskText: the question; of AskRates and AskRuns: the model
	Pair    [2]string // of AskJoint
	Samples int       // of AskSamples; of AskRuns: simulations
	Seed    uint64    // of AskSamples and AskRuns
	Times   []float64 // of AskRates and AskRuns: as those of a Start
	Shown   int       // of AskRuns: simulations whose counts are told one by one
}

// QueryKind says what a Query asks for.
type QueryKind string

// What can be asked for.
const (
	AskText    QueryKind = "text"    // the answer to a question in the language of crn.ParseQuestion
	AskJoint   QueryKind = "joint"   // the joint law of a pair of species
	AskSamples QueryKind = "samples" // independent samples with their ln p
	// The next two are asked of a model, not of the law of a job.
	AskRates QueryKind = "rates" // the deterministic rate equation over time
	AskRuns  QueryKind = "runs"  // stochastic simulations over time
)

// Ready says that the worker listens.
type Ready struct{}

// Started describes the job that now runs.
type Started struct {
	Job         int
	Species     []string // length S
	Limits      []int    // largest count per species, length S: a marginal has Limits[i]+1 entries
	Laws        []string // conservation laws, e.g. "Gx + Gx_off = 1"
	Order       []string // species in the order the autoregressive network takes them; empty for other solvers
	Pairs       [][2]string
	Tolerance   float64  // that was chosen to keep to Start.Budget; 0 = none was
	Parameters  int      // P: parameters of the autoregressive network; 0 for other solvers
	Samples     int      // B, or the number of runs of SSA; 0 for FSP
	ExactStates int      // states listed for the exact law (beside the solver or the solver itself); 0 = none
	Notes       []string // sentences the user should read, e.g. why there is no exact law
}

// Phase says what a job is doing.
type Phase string

// The phases of a job, in their order.
const (
	ChoosingLimits    Phase = "choosing count limits"
	Preparing         Phase = "preparing the solver"
	ChoosingTolerance Phase = "choosing the tolerance"
	Solving           Phase = "solving"
	SolvingExactly    Phase = "exact law"
	Comparing         Phase = "comparing with the exact law"
	Estimating        Phase = "estimating the error"
	Answering         Phase = "answering questions"
)

// Progress says how far the job is; a few arrive per second.
type Progress struct {
	Job            int
	Phase          Phase
	Time           float64 // model time reached
	Horizon        float64 // model time of the last frame
	Steps          int     // steps done
	StepSize       float64 // present time step; 0 where the solver has none
	StepsPerSecond float64
	Workers        int     // that share the steps
	Elapsed        float64 // wall-clock seconds since the Start, pauses left out
	Remaining      float64 // estimated wall-clock seconds to go; negative while unknown
}

// Frame is the solution at one time.
type Frame struct {
	Job         int
	Index       int     // of Start.Times
	Time        float64 // = Start.Times[Index]
	Law         Law     // the solver's
	Exact       *Law    // the exact one, or nil
	WallSpecies int     // species with the most probability at its count limit
	WallMass    float64 // that probability: within 2 counts of the limit
	// ErrorEstimate is the solver's own estimate of its Hellinger distance to the
	// true law: for VAN from its distance to a coarser network, for FSP the bound sqrt(lost mass / 2), for SSA the expected distance of the worst marginal of its sample size,
	// sqrt((occupied counts - 1) / (8 runs)). Negative: there is none.
	ErrorEstimate     float64
	HasJoint          bool      // JointHellinger was computed
	JointHellinger    float64   // distance of Law to Exact over the whole state
	MarginalHellinger []float64 // the same per species, length S; nil when Exact is nil
	Steps             int       // made so far, of time (VAN); events of all runs (SSA)
	HasLoss           bool      // Loss was computed: the method fits the network to a target
	Loss              float64   // how far from its target the last time step ended
	Updates           int       // of the network's parameters so far, by methods that fit it at every time step
	Trajectories      []Trajectory
}

// Trajectory is a stretch of one simulation, from the frame before, or the start, to
// the time of its frame: from Times[i] on the counts are Counts[i*S:(i+1)*S]. The last
// entry stands at the time of the frame.
type Trajectory struct {
	Times  []float64
	Counts []int // len(Times) x S
	Gaps   bool  // jumps are missing: there were too many
}

// Law is what a frame tells of a probability law on counts.
type Law struct {
	Mean      []float64   // length S
	Var       []float64   // length S
	MeanError []float64   // length S: standard errors of Mean, where it is an average of simulations; nil otherwise
	Cov       []float64   // S x S
	Marginals [][]float64 // S slices; Marginals[i][k] = P(n_i = k), length Limits[i]+1
	Joints    []Joint     // one per pair of Started.Pairs
	LostMass  float64     // probability that left the count limits (FSP), 0 for other solvers
}

// Joint is the joint law of two species.
type Joint struct {
	A, B       int       // species
	Rows, Cols int       // levels of A, levels of B
	P          []float32 // Rows x Cols; P[a*Cols+b] = P(n_A = a, n_B = b)
}

// Answer answers a Query, or what a Start asks at every frame. Of its values those of
// the Query's Kind are set.
type Answer struct {
	Job, ID, Frame int       // of the Query; for a question of a Start, ID is its place in Ask, and len(Ask) that of Draw
	Kind           QueryKind // of the Query
	Failed         string    // why there is no answer, in one sentence, or ""
	Col            int       // where Text of an AskText is wrong, from 1; 0 = not in the text

	// AskText. The standard error is that of what a sample tells, 0 where the law was
	// summed over all its states. A logarithm of no probability is -Inf.
	Value, StandardError float64
	HasExact             bool // there is an exact law beside the solver's
	Exact                float64

	Joints []Joint // AskJoint: the solver's, then the exact one where there is one

	States  []int     // AskSamples: B x S
	LogProb []float64 // AskSamples: B, under the solver's law

	Course *Course // AskRates, AskRuns
}

// Course is what a model does over the T times of a Query.
type Course struct {
	Times, Species int       // T, S
	Mean           []float64 // T x S: amounts of the rate equation, or means of the simulations
	MeanError      []float64 // T x S: standard errors of Mean, of simulations; nil otherwise
	Counts         []int     // Shown x T x S: the counts of the first simulations
}

// Done ends a job.
type Done struct {
	Job         int
	Stopped     bool    // by a Stop, before the last frame
	WallSeconds float64 // pauses left out

	// SolverSeconds of them went into the solver itself: not into count limits, the
	// exact law, comparisons and messages.
	SolverSeconds float64
	// ExactSeconds of them went into the exact law beside the solver, comparisons left
	// out; 0 where there is none.
	ExactSeconds float64

	// Change is how fast the law still changed at the last frame, where the Start
	// asked for Steady, and Rested that this is less: the frame is then the steady
	// law. For every frame since half of its time, and the last one before, there is a largest
	// Hellinger distance of a marginal to the last frame's; Change is the largest
	// of these, divided by the time that they span.
	Change float64
	Rested bool
	Note   string // a sentence on Change, or ""
}

// Failed ends a job, or answers a Start that cannot be done.
type Failed struct {
	Job       int
	Message   string // what, and how to mend it; the position is in Line and Col
	BadInput  bool   // the Start was at fault, not the run
	Line, Col int    // position in Start.Text, from 1; 0 = not in the text
}

type kind uint8

const (
	kindStart kind = 1 + iota
	kindPause
	kindResume
	kindStop
	kindAck
	kindReady
	kindStarted
	kindProgress
	kindFrame
	kindDone
	kindFailed
	kindCheckpoint
	kindQuery
	kindAnswer
	kindJoin
	kindPart
	kindParts
	kindLeave
)

func (Start) kind() kind    { return kindStart }
func (Pause) kind() kind    { return kindPause }
func (Resume) kind() kind   { return kindResume }
func (Stop) kind() kind     { return kindStop }
func (Ack) kind() kind      { return kindAck }
func (Ready) kind() kind    { return kindReady }
func (Started) kind() kind  { return kindStarted }
func (Progress) kind() kind { return kindProgress }
func (Frame) kind() kind    { return kindFrame }
func (Done) kind() kind     { return kindDone }
func (Failed) kind() kind   { return kindFailed }

func (Checkpoint) kind() kind { return kindCheckpoint }
func (Query) kind() kind      { return kindQuery }
func (Answer) kind() kind     { return kindAnswer }
