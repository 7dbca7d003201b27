"""All kinds of records there are. Whoever walks over them takes them from here: a new one is never forgotten."""

from crm.records.activity import Activity, ActivityParticipation
from crm.records.activity_template import ActivityTemplate
from crm.records.aid_record import AidRecord
from crm.records.alias import Alias
from crm.records.attachment import Attachment
from crm.records.base import Record
from crm.records.cluster_label import ClusterLabel
from crm.records.code_term import CodeTerm, RenamedTerm
from crm.records.consent_record import ConsentRecord
from crm.records.contact_point import ContactPoint
from crm.records.contribution import Contribution
from crm.records.erased import Erased
from crm.records.external_relation import ExternalRelation
from crm.records.fee_level import FeeLevel
from crm.records.finance_line import FinanceLine
from crm.records.focus_area import FocusArea
from crm.records.goal import Goal, Indicator, IndicatorValue
from crm.records.governance import GovernanceBody, GovernanceMember
from crm.records.import_batch import ImportBatch, ImportRow
from crm.records.import_memory import ImportMapping, ImportWord
from crm.records.interaction import Interaction, InteractionParticipant
from crm.records.log_template import LogTemplate, LogTemplateTask
from crm.records.media_item import MediaItem
from crm.records.membership import Membership, MembershipFee
from crm.records.merged import Merged
from crm.records.not_same import NotSame
from crm.records.organisation import Organisation
from crm.records.organisation_year import OrganisationYear
from crm.records.own_field import OwnChoice, OwnField, OwnValue
from crm.records.own_figure import FigureComment, FigureWording, OwnFigure
from crm.records.person import Person, Position
from crm.records.project import Project, ProjectParticipant
from crm.records.report_run import ReportRun
from crm.records.result import Result, ResultOrganisation
from crm.records.saved_view import SavedView, SavedViewRow
from crm.records.setting import Setting
from crm.records.staff import Staff
from crm.records.staff_time import StaffTime
from crm.records.survey import Survey
from crm.records.tag import Tag, Tagging
from crm.records.task import Task
from crm.records.year_rate import YearRate

KINDS: tuple[type[Record], ...] = (
    *(Staff, Setting, FocusArea, Organisation, Membership, MembershipFee, FeeLevel, OrganisationYear, YearRate),
    *(Person, Position, ContactPoint, ConsentRecord, Alias, NotSame, Interaction, InteractionParticipant, Task),
    *(Project, ProjectParticipant, Activity, ActivityParticipation, ActivityTemplate, Contribution, StaffTime),
    *(Goal, Indicator, IndicatorValue, FinanceLine, Result, ResultOrganisation, MediaItem, Survey, GovernanceBody),
    *(GovernanceMember, ExternalRelation, AidRecord, ClusterLabel, Attachment, Tag, Tagging, LogTemplate),
    *(LogTemplateTask, CodeTerm, RenamedTerm, OwnFigure, FigureWording, FigureComment, ImportBatch, ImportRow),
    *(OwnField, OwnChoice, OwnValue, SavedView, SavedViewRow, Merged, ImportMapping, ImportWord, Erased, ReportRun),
)

BY_TABLE: dict[str, type[Record]] = {kind._meta.table_name: kind for kind in KINDS}

DERIVING: dict[str, type[Record]] = {
    table: kind for table, kind in BY_TABLE.items() if kind.derive is not Record.derive
}
"""The kinds with columns that follow from others of the same row, by table."""
