FROM python:3.12
RUN pip install "unclosed
RUN ["pip", "install", 
RUN pip install $WHATEVER
RUN pip install good==1
