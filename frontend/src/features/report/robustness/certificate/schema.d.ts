// biome-ignore-all format: made by a program
// biome-ignore-all lint: made by a program
// Made from docs/schemas/certificate.schema.json by schema.test.ts; never edited: vitest run src/features/report/robustness -u
export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * AxisView
         * @description A tunable and the values it may take.
         */
        AxisView: {
            /** Name */
            name: string;
            /** Values */
            values: number[];
            /** Default */
            default: number;
        };
        /**
         * Band
         * @description What 5 %, 50 % and 95 % of the outcomes stay below.
         */
        Band: {
            /** Low */
            low: number;
            /** Middle */
            middle: number;
            /** High */
            high: number;
        };
        /**
         * Base
         * @description The run of the strategy as it is, which everything else is compared with.
         *
         *     ``sharpe_year`` is of the daily returns of the balance, times the root of 365.
         */
        Base: {
            /** Trades */
            trades: number;
            /** Profit */
            profit: number;
            /** Profit Abs */
            profit_abs: number;
            /** Drawdown */
            drawdown: number;
            /** Sharpe Year */
            sharpe_year: number;
        };
        /**
         * Bias
         * @description What recomputing columns on cut data showed, pair by pair.
         */
        Bias: {
            /** Pairs */
            pairs: components["schemas"]["BiasDone"][];
            lookahead: components["schemas"]["Verdict"];
            warmup: components["schemas"]["Verdict"];
        };
        /**
         * BiasDone
         * @description What recomputing one pair on cut data changed, over so many places with so much warm-up.
         */
        BiasDone: {
            /**
             * Kind
             * @default bias
             * @constant
             */
            kind: "bias";
            /** Pair */
            pair: string;
            /** Places */
            places: number;
            /** Startup */
            startup: number;
            /** Findings */
            findings: components["schemas"]["BiasFinding"][];
        };
        /**
         * BiasFinding
         * @description One column that other data changes.
         *
         *     Of ``checked`` places it changed at ``changed``, first at ``first`` (UTC milliseconds).
         *     ``ahead`` is how many candles before the cut values still change: at least so far it looks
         *     ahead. ``most`` is the largest relative change of an indicator.
         */
        BiasFinding: {
            /**
             * Test
             * @enum {string}
             */
            test: "lookahead" | "warmup";
            /** Pair */
            pair: string;
            /** Column */
            column: string;
            /**
             * Role
             * @enum {string}
             */
            role: "indicator" | "condition" | "signal";
            /** About */
            about: string;
            /** Checked */
            checked: number;
            /** Changed */
            changed: number;
            /** First */
            first: number;
            /**
             * Ahead
             * @default 0
             */
            ahead: number;
            /**
             * Most
             * @default null
             */
            most: number | null;
        };
        /**
         * Check
         * @description One line of the summary: a check, its verdict and its most telling figure.
         *
         *     A ``decisive`` check alone can make the whole fail. ``figure_told`` is the figure as data.
         */
        Check: {
            /**
             * Name
             * @enum {string}
             */
            name: "bias" | "significance" | "sweep" | "walkforward" | "montecarlo" | "noise" | "costs" | "regimes" | "dependence";
            /** Title */
            title: string;
            /** Figure */
            figure: string;
            /** @default null */
            figure_told: components["schemas"]["Told"] | null;
            verdict: components["schemas"]["Verdict"];
            /** Decisive */
            decisive: boolean;
        };
        /**
         * CostPoint
         * @description The run's profit with its fees and slippage times ``multiple``.
         */
        CostPoint: {
            /** Multiple */
            multiple: number;
            /**
             * Fee
             * @description A fraction: 0.05 is 5 %.
             */
            fee: number;
            /**
             * Slippage
             * @description A fraction: 0.05 is 5 %.
             */
            slippage: number;
            /**
             * Profit Abs
             * @description In settings.stake_currency.
             */
            profit_abs: number;
            /**
             * Profit
             * @description A fraction: 0.05 is 5 %.
             */
            profit: number;
        };
        /**
         * Costs
         * @description What higher costs leave of the profit; fees and slippage are fractions per fill.
         *
         *     The fills' moments and amounts stay those of the run. ``break_even_slippage`` is the slippage
         *     per fill at which the profit is gone (with the run's fee), ``break_even_fee`` the fee (with the
         *     run's slippage), ``break_even_multiple`` how many times both costs; each ``null`` if the run
         *     loses as it stands, or if no cost below 100 % takes the profit away (``unbreakable``).
         */
        Costs: {
            /** Trades */
            trades: number;
            /** Fills */
            fills: number;
            /**
             * Turnover
             * @description In settings.stake_currency.
             */
            turnover: number;
            /**
             * Fee
             * @description A fraction: 0.05 is 5 %.
             */
            fee: number;
            /**
             * Slippage
             * @description A fraction: 0.05 is 5 %.
             */
            slippage: number;
            /**
             * Gross Profit Abs
             * @description In settings.stake_currency.
             */
            gross_profit_abs: number;
            /** Points */
            points: components["schemas"]["CostPoint"][];
            /**
             * Break Even Slippage
             * @default null
             */
            break_even_slippage: number | null;
            /**
             * Break Even Fee
             * @default null
             */
            break_even_fee: number | null;
            /**
             * Break Even Multiple
             * @default null
             */
            break_even_multiple: number | null;
            /**
             * Unbreakable
             * @default false
             */
            unbreakable: boolean;
            verdict: components["schemas"]["Verdict"];
        };
        /**
         * Count
         * @description A whole number of things; the one named ``count`` decides between singular and plural.
         */
        Count: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "count";
            /** Value */
            value: number;
        };
        /**
         * Curve
         * @description A balance over days; ``value`` starts at 1.
         */
        Curve: {
            /** Day */
            day: string[];
            /** Value */
            value: number[];
        };
        /**
         * Dependence
         * @description How much hangs on a handful of trades, on one pair, and on the order of wins.
         *
         *     ``gini`` and ``herfindahl`` are of the winning trades' profits: 0 and 1/n if all won alike, 1 if
         *     one won everything; ``effective_wins`` is 1 / Herfindahl. ``losing_streak`` is the longest run
         *     of trades without profit, ``expected_streak`` the mean longest run if wins fell independently,
         *     ``streak_chance`` how often it would then be at least as long.
         */
        Dependence: {
            /** Trades */
            trades: number;
            /**
             * Profit Abs
             * @description In settings.stake_currency.
             */
            profit_abs: number;
            /**
             * Profit
             * @description A fraction: 0.05 is 5 %.
             */
            profit: number;
            /**
             * Without
             * @default []
             */
            without: components["schemas"]["Without"][];
            /**
             * Trades To Zero
             * @default null
             */
            trades_to_zero: number | null;
            /**
             * Gini
             * @default null
             */
            gini: number | null;
            /**
             * Herfindahl
             * @default null
             */
            herfindahl: number | null;
            /**
             * Effective Wins
             * @default null
             */
            effective_wins: number | null;
            /**
             * Pairs
             * @default []
             */
            pairs: components["schemas"]["PairShare"][];
            /**
             * Without Best Pair
             * @default null
             */
            without_best_pair: number | null;
            /**
             * Losing Streak
             * @default 0
             */
            losing_streak: number;
            /**
             * Expected Streak
             * @default null
             */
            expected_streak: number | null;
            /**
             * Streak Chance
             * @default null
             */
            streak_chance: number | null;
            verdict: components["schemas"]["Verdict"];
        };
        /**
         * English
         * @description Words that there are in English only: a condition of a strategy, a message of an engine.
         */
        English: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "english";
            /** Value */
            value: string;
        };
        /**
         * Fan
         * @description How the balance spreads out along the simulated paths.
         *
         *     ``step`` counts trades or days from 0; ``curves[i][j]`` is the balance that ``quantiles[i]`` of
         *     the paths stay below at ``step[j]``; ``observed[j]`` is the run's own balance there.
         */
        Fan: {
            /** Step */
            step: number[];
            /** Quantiles */
            quantiles: number[];
            /** Curves */
            curves: number[][];
            /** Observed */
            observed: number[];
        };
        /**
         * HeatMap
         * @description Scores over two tunables; ``cells[row][column]`` belongs to ``y[row]`` and ``x[column]``.
         *
         *     ``best`` and ``median`` are over all variants that fall into a cell, whatever their other
         *     tunables; ``null`` where none was tried or none traded enough. ``count`` is how many did.
         *     ``chosen`` is the cell of the strategy as it is. ``weight`` says how much of the variance of the
         *     scores each tunable explains alone. With one tunable there is one row and ``y_name`` is empty.
         */
        HeatMap: {
            /** X Name */
            x_name: string;
            /** Y Name */
            y_name: string;
            /** X */
            x: string[];
            /** Y */
            y: string[];
            /** Best */
            best: (number | null)[][];
            /** Median */
            median: (number | null)[][];
            /** Count */
            count: number[][];
            /** Chosen */
            chosen: [
                number,
                number
            ];
            /** Weight */
            weight: {
                [key: string]: number;
            };
        };
        /**
         * Identity
         * @description What the result depends on; hashes are SHA-256. Equal ones give equal figures.
         */
        Identity: {
            /** Strategy */
            strategy: string;
            /** Family */
            family: string;
            /** Candles */
            candles: string;
            /** Settings */
            settings: string;
            /** Plan */
            plan: string;
            /** Engine */
            engine: string;
            /** Engine Version */
            engine_version: string;
            /** Hypertrade Version */
            hypertrade_version: string;
        };
        /**
         * Interval
         * @description A figure and the range that holds its true value with ``confidence``.
         */
        Interval: {
            /** Value */
            value: number;
            /** Low */
            low: number;
            /** High */
            high: number;
            /** Confidence */
            confidence: number;
        };
        /**
         * Listed
         * @description Several values, one after another.
         */
        Listed: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "list";
            /**
             * Join
             * @enum {string}
             */
            join: "comma" | "and" | "and_each" | "semicolon" | "space";
            /** Values */
            values: (components["schemas"]["Count"] | components["schemas"]["Number"] | components["schemas"]["Percent"] | components["schemas"]["Money"] | components["schemas"]["Moment"] | components["schemas"]["Name"] | components["schemas"]["English"] | components["schemas"]["Told"] | components["schemas"]["Listed"])[];
        };
        /**
         * MarketView
         * @description Where, over what time and with what money it was examined.
         */
        MarketView: {
            /** Exchange */
            exchange: string;
            /** Trading Mode */
            trading_mode: string;
            /** Pairs */
            pairs: string[];
            /** Timeframe */
            timeframe: string;
            /**
             * Start
             * Format: date-time
             */
            start: string;
            /**
             * Stop
             * Format: date-time
             */
            stop: string;
            /** Currency */
            currency: string;
            /** Balance */
            balance: number;
            /** Fee */
            fee: number;
            /** Slippage */
            slippage: number;
            /** Synthetic */
            synthetic: boolean;
        };
        /**
         * Moment
         * @description A point in time, UTC.
         */
        Moment: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "moment";
            /**
             * Value
             * Format: date-time
             */
            value: string;
        };
        /**
         * Money
         * @description An amount in ``currency``, with so many decimals; ``signed`` as for ``Percent``.
         */
        Money: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "money";
            /** Value */
            value: number;
            /** Currency */
            currency: string;
            /** Digits */
            digits: number;
            /**
             * Signed
             * @default false
             */
            signed: boolean;
        };
        /**
         * MonteCarlo
         * @description Outcomes of many simulated histories made of the run's own trades or days.
         *
         *     ``method``: ``shuffle`` (the same trades in another order), ``resample`` (as many trades drawn
         *     with replacement), ``blocks`` (stretches of days drawn with replacement, ``block_days`` long on
         *     average). ``compounding``: gains and losses scale with the balance; without it they are amounts
         *     of money. ``drawdown`` is the deepest fall as a fraction of the balance's peak, and
         *     ``worse_drawdowns`` the share of paths that fell at least as deep as the run. ``ruin`` is the
         *     share of paths that ever lost ``ruin_level`` of the starting balance.
         */
        MonteCarlo: {
            /**
             * Method
             * @enum {string}
             */
            method: "shuffle" | "resample" | "blocks";
            /** Trades */
            trades: number;
            /** Paths */
            paths: number;
            /** Seed */
            seed: number;
            /** Compounding */
            compounding: boolean;
            /**
             * Block Days
             * @default null
             */
            block_days: number | null;
            /**
             * Observed Profit
             * @default null
             */
            observed_profit: number | null;
            /**
             * Observed Drawdown
             * @default null
             */
            observed_drawdown: number | null;
            /** @default null */
            profit: components["schemas"]["Band"] | null;
            /** @default null */
            drawdown: components["schemas"]["Band"] | null;
            /**
             * Losing Paths
             * @default null
             */
            losing_paths: number | null;
            /**
             * Worse Drawdowns
             * @default null
             */
            worse_drawdowns: number | null;
            /**
             * Ruin Level
             * @description A fraction: 0.05 is 5 %.
             */
            ruin_level: number;
            /**
             * Ruin
             * @default null
             */
            ruin: number | null;
            /** @default null */
            fan: components["schemas"]["Fan"] | null;
            verdict: components["schemas"]["Verdict"];
        };
        /**
         * Name
         * @description What is called so in every language: a pair, a column, a rule, a code of the exchange.
         */
        Name: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "name";
            /** Value */
            value: string;
        };
        /**
         * Neighbourhood
         * @description The variants within ``steps`` steps of the chosen one in every parameter, itself excluded.
         *
         *     ``kept`` is their median score over the chosen score, ``null`` unless that is above 0.
         */
        Neighbourhood: {
            /** Steps */
            steps: number;
            /** Variants */
            variants: number;
            /** Earning */
            earning: number | null;
            /** Median Score */
            median_score: number | null;
            /** Kept */
            kept: number | null;
        };
        /**
         * NoiseTest
         * @description Reruns on candles whose prices were jittered by ``strength`` of each candle's own range.
         *
         *     ``kept`` is the median rerun's profit over the run's own; ``null`` if that made none.
         */
        NoiseTest: {
            /**
             * Strength
             * @description A fraction: 0.05 is 5 %.
             */
            strength: number;
            /** Reruns */
            reruns: number;
            /**
             * Observed Profit
             * @description A fraction: 0.05 is 5 %.
             */
            observed_profit: number;
            /**
             * Observed Drawdown
             * @description A fraction: 0.05 is 5 %.
             */
            observed_drawdown: number;
            /** @default null */
            profit: components["schemas"]["Band"] | null;
            /** @default null */
            drawdown: components["schemas"]["Band"] | null;
            /**
             * Earning
             * @default null
             */
            earning: number | null;
            /**
             * Kept
             * @default null
             */
            kept: number | null;
            verdict: components["schemas"]["Verdict"];
        };
        /**
         * Number
         * @description A plain figure with so many decimals; ``null`` where there is none.
         */
        Number: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "number";
            /** Value */
            value: number | null;
            /** Digits */
            digits: number;
        };
        /**
         * Overfitting
         * @description Does the variant that was best in one half of the days stay good in the other half?
         *
         *     ``pbo`` is the share of ``combinations`` of halves in which the in-sample winner ends in the
         *     lower half out of sample; ``loss`` the share in which it then loses money; ``slope`` that of its
         *     out-of-sample Sharpe on its in-sample Sharpe. ``in_sample`` and ``out_of_sample`` are bands of
         *     the winner's yearly Sharpe ratio. ``ranks`` counts the winner's out-of-sample rank in ten
         *     classes from worst to best.
         */
        Overfitting: {
            /** Variants */
            variants: number;
            /** Days */
            days: number;
            /** Blocks */
            blocks: number;
            /** Combinations */
            combinations: number;
            /**
             * Pbo
             * @default null
             */
            pbo: number | null;
            /**
             * Loss
             * @default null
             */
            loss: number | null;
            /**
             * Slope
             * @default null
             */
            slope: number | null;
            /** @default null */
            in_sample: components["schemas"]["Band"] | null;
            /** @default null */
            out_of_sample: components["schemas"]["Band"] | null;
            /**
             * Ranks
             * @default []
             */
            ranks: number[];
            verdict: components["schemas"]["Verdict"];
        };
        /**
         * PairShare
         * @description One pair's trades; ``share`` is their part of the total profit, ``null`` without profit.
         */
        PairShare: {
            /** Pair */
            pair: string;
            /** Trades */
            trades: number;
            /**
             * Profit Abs
             * @description In settings.stake_currency.
             */
            profit_abs: number;
            /**
             * Profit
             * @description A fraction: 0.05 is 5 %.
             */
            profit: number;
            /** Share */
            share: number | null;
        };
        /**
         * Percent
         * @description A fraction (0.05 is 5 %), shown as percent with so many decimals.
         *
         *     One that is ``signed`` shows a plus as well; ``null`` where there is none.
         */
        Percent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "percent";
            /** Value */
            value: number | null;
            /** Digits */
            digits: number;
            /**
             * Signed
             * @default false
             */
            signed: boolean;
        };
        /**
         * Plan
         * @description How thoroughly and by which rule.
         *
         *     ``trials`` variants are tried in the sweep at most; ``auto`` takes the whole grid where it is no
         *     larger, else a random part. ``windows`` is the number of a walk-forward's out-of-sample parts,
         *     each preceded by ``train`` times its length in sample and by ``embargo_minutes`` left out.
         *     ``noise_strength`` is how far prices are moved, as a share of each candle's own range.
         *     ``heat`` names the two tunables of the map; ``None`` takes those that matter most.
         */
        Plan: {
            /**
             * Version
             * @default 1
             * @constant
             */
            version: 1;
            /**
             * Checks
             * @default [
             *       "bias",
             *       "significance",
             *       "sweep",
             *       "walkforward",
             *       "montecarlo",
             *       "noise",
             *       "costs",
             *       "regimes",
             *       "dependence"
             *     ]
             */
            checks: ("bias" | "significance" | "sweep" | "walkforward" | "montecarlo" | "noise" | "costs" | "regimes" | "dependence")[];
            /**
             * Seed
             * @default 1
             */
            seed: number;
            /**
             * Search
             * @default auto
             * @enum {string}
             */
            search: "auto" | "grid" | "random" | "optuna";
            /**
             * Trials
             * @default 200
             */
            trials: number;
            /**
             * Objective
             * @default sharpe
             * @enum {string}
             */
            objective: "profit" | "sharpe" | "calmar" | "profit-drawdown";
            /**
             * Min Trades
             * @default 10
             */
            min_trades: number;
            /**
             * Windows
             * @default 5
             */
            windows: number;
            /**
             * Train
             * @default 3
             */
            train: number;
            /**
             * Walk Trials
             * @default 60
             */
            walk_trials: number;
            /**
             * Embargo Minutes
             * @default 1440
             */
            embargo_minutes: number;
            /**
             * Noise Reruns
             * @default 40
             */
            noise_reruns: number;
            /**
             * Noise Strength
             * @default 0.1
             */
            noise_strength: number;
            /**
             * Multiples
             * @default [
             *       1,
             *       2,
             *       3
             *     ]
             */
            multiples: number[];
            /**
             * Heat
             * @default null
             */
            heat: [
                string,
                string
            ] | null;
            /**
             * Paths
             * @default 5000
             */
            paths: number;
        };
        /**
         * Plateau
         * @description Whether the chosen variant stands on a plateau or on a peak.
         *
         *     Scores are the sweep's objective, higher is better. The centre is the variant whose own
         *     neighbourhood (one step, itself included) has the best median; ``centre_distance`` is how many
         *     steps the chosen one is away from it, in the parameter where it is farthest.
         */
        Plateau: {
            /** Variants */
            variants: number;
            /** Chosen */
            chosen: number;
            /**
             * Chosen Score
             * @default null
             */
            chosen_score: number | null;
            /**
             * Earning
             * @default null
             */
            earning: number | null;
            /** @default null */
            near: components["schemas"]["Neighbourhood"] | null;
            /** @default null */
            far: components["schemas"]["Neighbourhood"] | null;
            /**
             * Centre
             * @default null
             */
            centre: number | null;
            /**
             * Centre Score
             * @default null
             */
            centre_score: number | null;
            /**
             * Centre Distance
             * @default null
             */
            centre_distance: number | null;
            verdict: components["schemas"]["Verdict"];
        };
        /**
         * Quarter
         * @description One calendar quarter, such as 2025Q3, and the trades closed in it.
         */
        Quarter: {
            /** Name */
            name: string;
            /**
             * Start
             * Format: date
             */
            start: string;
            /** Trades */
            trades: number;
            /**
             * Profit Abs
             * @description In settings.stake_currency.
             */
            profit_abs: number;
            /**
             * Profit
             * @description A fraction: 0.05 is 5 %.
             */
            profit: number;
        };
        /**
         * Regime
         * @description The trades opened on days of one kind; ``share`` is their part of the total profit.
         *
         *     ``sharpe_year`` is of the profit per day of such days, over the starting balance.
         */
        Regime: {
            /**
             * Name
             * @enum {string}
             */
            name: "trending" | "ranging" | "high_volatility" | "low_volatility" | "unlabelled";
            /** Days */
            days: number;
            /** Trades */
            trades: number;
            /** Winrate */
            winrate: number | null;
            /**
             * Profit Abs
             * @description In settings.stake_currency.
             */
            profit_abs: number;
            /**
             * Profit
             * @description A fraction: 0.05 is 5 %.
             */
            profit: number;
            /** Share */
            share: number | null;
            /** Sharpe Year */
            sharpe_year: number | null;
        };
        /**
         * Regimes
         * @description In which markets the profit was made.
         *
         *     Each day is labelled from what was known when it began. ``axes`` holds trending, ranging, high
         *     and low volatility, and days too early for a label. ``without_best`` is the profit without the
         *     best quarter.
         */
        Regimes: {
            /** Trades */
            trades: number;
            /** Window Days */
            window_days: number;
            /**
             * Axes
             * @default []
             */
            axes: components["schemas"]["Regime"][];
            /**
             * Quarters
             * @default []
             */
            quarters: components["schemas"]["Quarter"][];
            /** @default null */
            best: components["schemas"]["Quarter"] | null;
            /** @default null */
            worst: components["schemas"]["Quarter"] | null;
            /**
             * Best Share
             * @default null
             */
            best_share: number | null;
            /**
             * Without Best
             * @default null
             */
            without_best: number | null;
            /**
             * Profitable Quarters
             * @default null
             */
            profitable_quarters: number | null;
            verdict: components["schemas"]["Verdict"];
        };
        /**
         * Report
         * @description The whole outcome; a part is ``null`` where its check was not asked for.
         *
         *     ``reasons_told`` are the ``reasons``, one by one, as data.
         */
        Report: {
            /**
             * Version
             * @default 1
             * @constant
             */
            version: 1;
            /**
             * Overall
             * @enum {string}
             */
            overall: "passes" | "doubtful" | "fails";
            /** Reasons */
            reasons: string[];
            /**
             * Reasons Told
             * @default []
             */
            reasons_told: components["schemas"]["Told"][];
            /** Checks */
            checks: components["schemas"]["Check"][];
            /**
             * Reservations
             * @default []
             */
            reservations: components["schemas"]["Reservation"][];
            identity: components["schemas"]["Identity"];
            strategy: components["schemas"]["StrategyView"];
            market: components["schemas"]["MarketView"];
            plan: components["schemas"]["Plan"];
            base: components["schemas"]["Base"];
            /** @default null */
            bias: components["schemas"]["Bias"] | null;
            /** @default null */
            trials: components["schemas"]["Trials"] | null;
            /** @default null */
            significance: components["schemas"]["Significance"] | null;
            /** @default null */
            sweep: components["schemas"]["Sweep"] | null;
            /**
             * Walks
             * @default []
             */
            walks: components["schemas"]["Walk"][];
            /**
             * Monte Carlo
             * @default []
             */
            monte_carlo: components["schemas"]["MonteCarlo"][];
            /** @default null */
            noise: components["schemas"]["NoiseTest"] | null;
            /** @default null */
            costs: components["schemas"]["Costs"] | null;
            /**
             * Fee Runs
             * @default []
             */
            fee_runs: components["schemas"]["RunDone"][];
            /** @default null */
            regimes: components["schemas"]["Regimes"] | null;
            /** @default null */
            dependence: components["schemas"]["Dependence"] | null;
            /** Job */
            job: {
                [key: string]: unknown;
            };
        };
        /**
         * Reservation
         * @description What could not be examined as it should be, of which checks, and why.
         *
         *     One that ``blocks`` keeps the whole from passing. ``told`` is ``text`` as data.
         */
        Reservation: {
            /** Checks */
            checks: ("bias" | "significance" | "sweep" | "walkforward" | "montecarlo" | "noise" | "costs" | "regimes" | "dependence")[];
            /** Text */
            text: string;
            /**
             * Told
             * @default []
             */
            told: components["schemas"]["Told"][];
            /** Blocks */
            blocks: boolean;
        };
        /**
         * RunDone
         * @description A rerun's figures, with the fee it paid (a fraction per side).
         */
        RunDone: {
            /**
             * Kind
             * @default run
             * @constant
             */
            kind: "run";
            /** Trades */
            trades: number;
            /** Profit */
            profit: number;
            /** Drawdown */
            drawdown: number;
            /** Fee */
            fee: number;
        };
        /**
         * Significance
         * @description Whether the result can be told from luck, the number of variants tried included.
         *
         *     Sharpe ratios are of the daily returns of the balance: ``sharpe`` per day, ``sharpe_year`` times
         *     the root of 365 (with its interval; not the report's ``sharpe``, which is Freqtrade's).
         *     ``psr``: probability that the true Sharpe ratio is above 0. ``dsr``: that it is above
         *     ``expected_best``, the Sharpe per day which the best of ``trials`` worthless variants would show
         *     (``effective_trials``: how many independent ones they amount to). ``min_days``: days of such
         *     returns needed before ``psr`` passes ``confidence`` (``min_days_deflated``: before ``dsr``
         *     does). ``p_value`` is the t-test's that the mean trade makes nothing against its making money,
         *     ``p_bootstrap`` the same by bootstrap. ``p_adjusted`` is (1 - ``psr``) times
         *     ``effective_trials``, and ``haircut_sharpe_year`` the yearly Sharpe ratio that would have had
         *     that p-value as a single try.
         */
        Significance: {
            /** Trades */
            trades: number;
            /** Low Sample */
            low_sample: boolean;
            /** Days */
            days: number;
            /**
             * Confidence
             * @description A fraction: 0.05 is 5 %.
             */
            confidence: number;
            /** Trials */
            trials: number;
            /** Effective Trials */
            effective_trials: number;
            /**
             * Sharpe
             * @default null
             */
            sharpe: number | null;
            /** @default null */
            sharpe_year: components["schemas"]["Interval"] | null;
            /**
             * Skewness
             * @default null
             */
            skewness: number | null;
            /**
             * Kurtosis
             * @default null
             */
            kurtosis: number | null;
            /**
             * Psr
             * @default null
             */
            psr: number | null;
            /**
             * Min Days
             * @default null
             */
            min_days: number | null;
            /**
             * Expected Best
             * @default null
             */
            expected_best: number | null;
            /**
             * Dsr
             * @default null
             */
            dsr: number | null;
            /**
             * Min Days Deflated
             * @default null
             */
            min_days_deflated: number | null;
            /**
             * P Value
             * @default null
             */
            p_value: number | null;
            /**
             * P Bootstrap
             * @default null
             */
            p_bootstrap: number | null;
            /**
             * P Adjusted
             * @default null
             */
            p_adjusted: number | null;
            /**
             * Haircut Sharpe Year
             * @default null
             */
            haircut_sharpe_year: number | null;
            /** @default null */
            winrate: components["schemas"]["Interval"] | null;
            verdict: components["schemas"]["Verdict"];
        };
        /**
         * StrategyView
         * @description The strategy as the report names it; ``suggested`` tunables were not its author's.
         *
         *     ``labels`` name the values of tunables that are no numbers, by their places.
         */
        StrategyView: {
            /**
             * Kind
             * @default spec
             * @enum {string}
             */
            kind: "spec" | "code";
            /** Name */
            name: string;
            /** Reading */
            reading: string;
            /** Tunables */
            tunables: string[];
            /** Suggested */
            suggested: boolean;
            /** Labels */
            labels?: {
                [key: string]: string[];
            };
        };
        /**
         * Sweep
         * @description Every variant tried, the map of them, the plateau, and the chance of having overfitted.
         */
        Sweep: {
            /**
             * Search
             * @enum {string}
             */
            search: "grid" | "random" | "optuna";
            /** Grid */
            grid: number;
            /** Axes */
            axes: components["schemas"]["AxisView"][];
            table: components["schemas"]["Table"];
            /** Best */
            best: number | null;
            /** Earning */
            earning: number;
            heat: components["schemas"]["HeatMap"] | null;
            plateau: components["schemas"]["Plateau"];
            overfitting: components["schemas"]["Overfitting"];
        };
        /**
         * Table
         * @description The variants as columns, one entry a variant; the first is the strategy as it is.
         *
         *     ``points`` index the axes' values. ``score`` is ``null`` with too few trades, ``problem`` says
         *     why a variant could not be run.
         */
        Table: {
            /** Points */
            points: number[][];
            /** Trades */
            trades: number[];
            /** Profit */
            profit: number[];
            /** Drawdown */
            drawdown: number[];
            /** Sharpe */
            sharpe: number[];
            /** Score */
            score: (number | null)[];
            /** Problem */
            problem: string[];
        };
        /**
         * Told
         * @description A sentence, or a part of one: ``code`` names the words, ``values`` are what they hold.
         */
        Told: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "told";
            /** Code */
            code: string;
            /** Values */
            values?: {
                [key: string]: components["schemas"]["Count"] | components["schemas"]["Number"] | components["schemas"]["Percent"] | components["schemas"]["Money"] | components["schemas"]["Moment"] | components["schemas"]["Name"] | components["schemas"]["English"] | components["schemas"]["Told"] | components["schemas"]["Listed"];
            };
        };
        /**
         * Trials
         * @description What the significance was deflated by: every variant ever tried.
         *
         *     ``earlier`` are the Sharpe ratios per day of those on record that this check did not try again
         *     (``null`` where one never traded); ``here`` is how many it tried itself.
         */
        Trials: {
            /** Earlier */
            earlier: (number | null)[];
            /** Here */
            here: number;
        };
        /**
         * Verdict
         * @description How far to trust one aspect of a result, and why, in one plain sentence with figures.
         *
         *     ``told`` says as data what ``text`` says in English, sentence by sentence.
         */
        Verdict: {
            /**
             * Level
             * @enum {string}
             */
            level: "good" | "doubtful" | "bad" | "unknown";
            /** Text */
            text: string;
            /**
             * Told
             * @default []
             */
            told: components["schemas"]["Told"][];
        };
        /**
         * Walk
         * @description A walk-forward of one kind; ``default_profit`` is the unchanged strategy's, per window.
         */
        Walk: {
            /**
             * Mode
             * @enum {string}
             */
            mode: "rolling" | "anchored";
            result: components["schemas"]["WalkForward"];
            /** Default Profit */
            default_profit: number[];
            curve: components["schemas"]["Curve"];
        };
        /**
         * WalkForward
         * @description In-sample against out-of-sample over all windows.
         *
         *     ``in_year`` and ``out_year`` are profits per 365 days; ``efficiency`` is the second over the
         *     first, ``null`` unless the first is above 0. ``profitable`` is the share of windows that earned
         *     out of sample, ``best_share`` the best window's part of the whole out-of-sample profit.
         *     ``psr``: probability that the Sharpe ratio of all out-of-sample days is above 0.
         */
        WalkForward: {
            /** Windows */
            windows: components["schemas"]["Window"][];
            /**
             * Out Profit
             * @default null
             */
            out_profit: number | null;
            /**
             * Out Trades
             * @default 0
             */
            out_trades: number;
            /**
             * In Year
             * @default null
             */
            in_year: number | null;
            /**
             * Out Year
             * @default null
             */
            out_year: number | null;
            /**
             * Efficiency
             * @default null
             */
            efficiency: number | null;
            /**
             * Profitable
             * @default null
             */
            profitable: number | null;
            /**
             * Best Share
             * @default null
             */
            best_share: number | null;
            /**
             * Psr
             * @default null
             */
            psr: number | null;
            verdict: components["schemas"]["Verdict"];
        };
        /**
         * Window
         * @description One window of a walk-forward: chosen on the first part, judged on the second.
         *
         *     Profits are fractions of the starting balance; ``values`` are the chosen tunables.
         */
        Window: {
            /**
             * In Start
             * Format: date-time
             */
            in_start: string;
            /**
             * In Stop
             * Format: date-time
             */
            in_stop: string;
            /**
             * Out Start
             * Format: date-time
             */
            out_start: string;
            /**
             * Out Stop
             * Format: date-time
             */
            out_stop: string;
            /**
             * In Profit
             * @description A fraction: 0.05 is 5 %.
             */
            in_profit: number;
            /**
             * Out Profit
             * @description A fraction: 0.05 is 5 %.
             */
            out_profit: number;
            /** In Trades */
            in_trades: number;
            /** Out Trades */
            out_trades: number;
            /** Values */
            values?: {
                [key: string]: number;
            };
        };
        /**
         * Without
         * @description The profit left when the ``trades`` most profitable trades are taken away.
         */
        Without: {
            /**
             * Share
             * @description A fraction: 0.05 is 5 %.
             */
            share: number;
            /** Trades */
            trades: number;
            /**
             * Profit Abs
             * @description In settings.stake_currency.
             */
            profit_abs: number;
            /**
             * Profit
             * @description A fraction: 0.05 is 5 %.
             */
            profit: number;
        };
        /**
         * HyperTrade robustness certificate
         * @description A signed report.
         *
         *     ``sha256`` is of the canonical JSON (sorted keys, no spaces, UTF-8) of ``format``, ``version``,
         *     ``created`` and ``report``; ``signature`` is the Ed25519 signature of its 64 hexadecimal digits
         *     by the key whose public half is ``public_key``, both in base64.
         */
        Certificate: {
            /**
             * Format
             * @default hypertrade-certificate
             * @constant
             */
            format: "hypertrade-certificate";
            /**
             * Version
             * @default 1
             * @constant
             */
            version: 1;
            /**
             * Created
             * Format: date-time
             */
            created: string;
            report: components["schemas"]["Report"];
            /** Sha256 */
            sha256: string;
            /** Public Key */
            public_key: string;
            /** Signature */
            signature: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
