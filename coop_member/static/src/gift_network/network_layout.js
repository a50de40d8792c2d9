/**
 * Where the nodes of a network stand: the same data always give the same picture, and
 * the browser stays free while it is computed.
 */

const ROUNDS = 220;
/** Longest time at a stretch, in milliseconds. */
const SLICE = 12;
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/** Points that spread evenly around a centre, the first ones nearest to it. */
function spiral(index, spacing) {
    const radius = spacing * Math.sqrt(index + 0.5);
    const angle = index * GOLDEN_ANGLE;
    return {x: radius * Math.cos(angle), y: radius * Math.sin(angle)};
}

/** Centres of groups on a circle, each with room for its share of the nodes. */
function groupCentres(sizes, radius) {
    const total = sizes.reduce((sum, size) => sum + Math.sqrt(size), 0) || 1;
    let turned = 0;
    return sizes.map((size) => {
        const share = Math.sqrt(size) / total;
        const angle = 2 * Math.PI * (turned + share / 2) - Math.PI / 2;
        turned += share;
        const alone = sizes.length === 1;
        return {
            x: alone ? 0 : radius * Math.cos(angle),
            y: alone ? 0 : radius * Math.sin(angle),
        };
    });
}

export class NetworkLayout {
    /**
     * @param {Object[]} nodes with `id`, `group` (position of its group) and `radius`;
     *  the one with `fixed` stays in the middle. Gets `x` and `y`.
     * @param {Object[]} links with `source`, `target` (nodes) and `strength` (0 to 1)
     * @param {Number} groupCount
     */
    constructor(nodes, links, groupCount) {
        this.free = nodes.filter((node) => !node.fixed);
        this.fixed = nodes.filter((node) => node.fixed);
        this.links = links.filter(({source, target}) => !source.fixed && !target.fixed);
        this.spacing = 34;
        this.extent = this.spacing * Math.sqrt(this.free.length || 1);
        this.round = 0;
        this._place(groupCount);
    }

    get isDone() {
        return this.round >= ROUNDS;
    }

    /** Compute in slices, so that the browser answers in between. */
    async run(onSlice = () => true) {
        while (!this.isDone) {
            const start = performance.now();
            while (!this.isDone && performance.now() - start < SLICE) {
                this.step();
            }
            await new Promise((resolve) => setTimeout(resolve));
            if (!onSlice(this.round / ROUNDS)) {
                return false;
            }
        }
        this._keepApart();
        return true;
    }

    step() {
        const heat = this.spacing * (1 - this.round / ROUNDS);
        for (const node of this.free) {
            const {x, y} = this.centres[node.group];
            node.dx = (x - node.x) * 0.06;
            node.dy = (y - node.y) * 0.06;
        }
        this._repel();
        this._attract();
        for (const node of this.free) {
            const length = Math.hypot(node.dx, node.dy) || 1;
            const reach = Math.min(length, heat) / length;
            node.x += node.dx * reach;
            node.y += node.dy * reach;
        }
        this.round += 1;
    }

    _place(groupCount) {
        const sizes = new Array(groupCount).fill(0);
        for (const node of this.free) {
            node.rank = sizes[node.group]++;
        }
        this.centres = groupCentres(sizes, this.extent * 0.8);
        for (const node of this.free) {
            const centre = this.centres[node.group];
            const {x, y} = spiral(node.rank, this.spacing * 0.6);
            node.x = centre.x + x;
            node.y = centre.y + y;
        }
        for (const node of this.fixed) {
            Object.assign(node, {x: 0, y: 0});
        }
    }

    _repel() {
        const all = [...this.free, ...this.fixed];
        const reach = (this.spacing * 5) ** 2;
        for (let i = 0; i < this.free.length; i++) {
            const one = all[i];
            for (let j = i + 1; j < all.length; j++) {
                const other = all[j];
                const dx = one.x - other.x || 0.01;
                const dy = one.y - other.y || 0.01;
                const square = dx * dx + dy * dy;
                if (square > reach) {
                    continue;
                }
                const push = (this.spacing * this.spacing) / square;
                one.dx += dx * push;
                one.dy += dy * push;
                if (!other.fixed) {
                    other.dx -= dx * push;
                    other.dy -= dy * push;
                }
            }
        }
    }

    _attract() {
        for (const {source, target, strength} of this.links) {
            const dx = (target.x - source.x) * 0.05 * strength;
            const dy = (target.y - source.y) * 0.05 * strength;
            source.dx += dx;
            source.dy += dy;
            target.dx -= dx;
            target.dy -= dy;
        }
    }

    /** Push circles apart that still overlap. */
    _keepApart() {
        const all = [...this.free, ...this.fixed];
        for (let pass = 0; pass < 20; pass++) {
            let moved = false;
            for (let i = 0; i < this.free.length; i++) {
                for (let j = i + 1; j < all.length; j++) {
                    moved = this._separate(all[i], all[j]) || moved;
                }
            }
            if (!moved) {
                return;
            }
        }
    }

    _separate(one, other) {
        const dx = one.x - other.x || 0.01;
        const dy = one.y - other.y || 0.01;
        const distance = Math.hypot(dx, dy);
        const missing = one.radius + other.radius + 4 - distance;
        if (missing <= 0) {
            return false;
        }
        const share = (other.fixed ? 1 : 0.5) * (missing / distance);
        one.x += dx * share;
        one.y += dy * share;
        if (!other.fixed) {
            other.x -= dx * share;
            other.y -= dy * share;
        }
        return true;
    }
}
