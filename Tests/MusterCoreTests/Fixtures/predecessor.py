"""The predecessor's model as SQLAlchemy declares it: makes its database, or reads all of it."""

import datetime
import decimal
import enum
import ipaddress
import json
import sys
import uuid

import sqlalchemy as sa
from sqlalchemy import orm


class Base(orm.DeclarativeBase):
    pass


class Tier(enum.Enum):
    bronze = 1
    gold = 2


class Lines(sa.TypeDecorator):
    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return json.dumps(value)

    def process_result_value(self, value, dialect):
        return json.loads(value)


class Address(sa.TypeDecorator):
    impl = sa.String(45)
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return str(value)

    def process_result_value(self, value, dialect):
        return ipaddress.ip_address(value)


class Token(sa.TypeDecorator):
    impl = sa.String(36)
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return str(value)

    def process_result_value(self, value, dialect):
        return uuid.UUID(value)


class Stage(enum.Enum):
    beta = 1
    stable = 2


class Number(sa.TypeDecorator):
    impl = sa.Integer
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return value.value

    def process_result_value(self, value, dialect):
        return Stage(value)


class Vendor(Base):
    __tablename__ = "vendor"
    id = sa.Column(sa.Uuid, primary_key=True, default=uuid.uuid4)
    name = sa.Column(sa.String(50), nullable=False)


def required(*arguments, **options):
    return sa.Column(*arguments, nullable=False, **options)


class Model(Base):
    __tablename__ = "model_capabilities"
    __table_args__ = (
        sa.UniqueConstraint("vendor_id", "code"),
        sa.CheckConstraint("minimum <= maximum AND maximum > 0"),
    )
    id = sa.Column(sa.Uuid, primary_key=True, default=uuid.uuid4)
    kind = required(sa.String(20))
    canonical_slug = required(sa.String(200), unique=True)
    model_id = sa.Column(sa.String(200))
    created = required(sa.DateTime)
    created_at = required(sa.DateTime)
    updated_at = required(sa.TIMESTAMP(timezone=True))
    released_on = required(sa.Date)
    checked_at = required(sa.Time)
    benchmarks = required(sa.JSON)
    tags = required(sa.JSON)
    tier = required(sa.Enum(Tier))
    stage = required(Number)
    plan = required(sa.Enum("free", "paid", name="plan", create_constraint=True))
    external_id = required(sa.Uuid, unique=True)
    batch_id = required(sa.UUID)
    text_id = required(sa.Uuid(as_uuid=False))
    token = required(Token, unique=True)
    timeout = required(sa.Interval)
    settings = required(sa.PickleType)
    digest = required(sa.LargeBinary)
    price = required(sa.Numeric(12, 6))
    score = required(sa.Float)
    uses = required(sa.BigInteger)
    supports_tools = required(sa.Boolean(create_constraint=True))
    minimum = required(sa.SmallInteger)
    maximum = required(sa.Integer)
    code = required(sa.String(20))
    note = required(sa.Unicode(80))
    lines = required(Lines)
    host = required(Address)
    vendor_id = required(sa.ForeignKey("vendor.id"))
    vendor = orm.relationship(Vendor)
    version = required(sa.Integer)
    __mapper_args__ = {
        "polymorphic_on": kind,
        "polymorphic_identity": "model",
        "version_id_col": version,
    }


class ChatModel(Model):
    __mapper_args__ = {"polymorphic_identity": "chat"}


def example(number, vendor):
    moment = datetime.datetime(2025, 1, 2, 3, 4, 5, 678 + number)
    return ChatModel(
        canonical_slug=f"old_model-{number}",
        model_id=f"old/model-{number}" if number else None,
        created=moment,
        created_at=moment,
        updated_at=moment,
        released_on=moment.date(),
        checked_at=moment.time(),
        benchmarks={"mmlu": number},
        tags=["tried"],
        tier=Tier.gold,
        stage=Stage.stable,
        plan="paid",
        external_id=uuid.uuid4(),
        batch_id=uuid.uuid4(),
        text_id=uuid.uuid4().hex,
        token=uuid.uuid4(),
        timeout=datetime.timedelta(seconds=30),
        settings={"temperature": 1},
        digest=b"\x00\xff",
        price=decimal.Decimal("0.25"),
        score=0.5,
        uses=number,
        supports_tools=True,
        minimum=2,
        maximum=4,
        code=f"c{number}",
        note="tried\nby hand",
        lines=["one", "two"],
        host=ipaddress.ip_address("192.0.2.1"),
        vendor=vendor,
    )


def read(session):
    """Every attribute of every row, as the model that it is."""
    models = session.scalars(sa.select(Model)).all()
    columns = [attribute.key for attribute in sa.inspect(Model).attrs]
    for model in models:
        for column in columns:
            if getattr(model, column) is None:
                # None is what a pickle or a JSON column may hold.
                assert column in ("model_id", "benchmarks", "tags", "settings"), column
    return {
        "count": len(models),
        "ids": sorted(model.model_id or "" for model in models),
        "tools": sum(model.supports_tools for model in models),
        "vendors": len({model.vendor.name for model in models}),
        "tags": sorted({json.dumps(model.tags) for model in models}),
    }


task, path, count = sys.argv[1:]
engine = sa.create_engine(f"sqlite:///{path}")
with orm.Session(engine) as session:
    if task == "make":
        Base.metadata.create_all(engine)
        vendor = Vendor(name="First")
        session.add_all([Vendor(name="Second"), vendor])
        session.add_all(example(number, vendor) for number in range(int(count)))
        session.commit()
    elif task == "read":
        print(json.dumps(read(session)))
        vendor = session.scalars(sa.select(Vendor)).first()
        session.add(example(1000 + int(count), vendor))
        session.commit()
