import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useInputField} from "@web/views/fields/input_field_hook";
import {InvalidNumberError} from "@web/views/fields/parsers";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

const ONLY_MINUTES = /^(\d+)\s*(?:m|min)$/;
const HOURS_AND_MINUTES = /^(\d+)\s*[h:u]\s*([0-5]?\d)(?:\s*min)?$/;
const HOURS = /^(\d+(?:[.,]\d+)?)\s*[hu]?$/;

/** Hours and minutes of whole minutes, as people read them: 1 h 30. */
export function formatMinutes(value) {
    if (value === false || value === null || value === undefined) {
        return "";
    }
    const whole = Math.round(Math.abs(value));
    const hours = Math.floor(whole / 60);
    const rest = whole % 60;
    const sign = value < 0 ? "−" : "";
    if (!rest) {
        return `${sign}${hours} h`;
    }
    if (!hours) {
        return `${sign}${rest} min`;
    }
    return `${sign}${hours} h ${String(rest).padStart(2, "0")}`;
}

/** Whole minutes of what was typed; a number alone is of hours, as in Odoo's times. */
export function parseMinutes(text) {
    const typed = text.trim().toLowerCase();
    const sign = /^[-−]/.test(typed) ? -1 : 1;
    const size = typed.replace(/^[-−]\s*/, "");
    const together = size.match(HOURS_AND_MINUTES);
    if (together) {
        return sign * (Number(together[1]) * 60 + Number(together[2]));
    }
    const minutes = size.match(ONLY_MINUTES);
    if (minutes) {
        return sign * Number(minutes[1]);
    }
    const hours = size.match(HOURS);
    if (hours) {
        return sign * Math.round(Number(hours[1].replace(",", ".")) * 60);
    }
    throw new InvalidNumberError(`"${text}" is not a length of time`);
}

export class MinutesField extends Component {
    static template = "coop_member.MinutesField";
    static props = {...standardFieldProps};

    setup() {
        useInputField({
            getValue: () => this.formattedValue,
            parse: parseMinutes,
        });
    }

    get formattedValue() {
        return formatMinutes(this.props.record.data[this.props.name]);
    }
}

registry.category("fields").add("coop_minutes", {
    component: MinutesField,
    displayName: _t("Hours and minutes"),
    supportedTypes: ["integer"],
    isEmpty: () => false,
});
registry.category("formatters").add("coop_minutes", formatMinutes);
registry.category("parsers").add("coop_minutes", parseMinutes);
